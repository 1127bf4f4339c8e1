/**
 * How things are told to people: counts, and what is wrong with files. Pure.
 *
 * <p>Start with {@link io.vigie.text.FileFault}.
 */
@NullMarked
package io.vigie.text;

import org.jspecify.annotations.NullMarked;
