package io.vigie.bench.figures;

import java.util.List;

/**
 * One part of the report: for people, and the same as figures.
 *
 * @param text a table
 */
public record Section(String text, List<Figure> figures) {}
