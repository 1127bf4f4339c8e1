package io.vigie.mrz;

import java.util.List;

/**
 * The joined lines of a zone.
 *
 * @param alternatives other ways to lay out the same lines that agree with the check digits as well
 */
record Zone(char[] text, List<char[]> alternatives) {}
