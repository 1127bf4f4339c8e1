package io.vigie.server.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A dictionary of names: the variants of one name, in all scripts, share a group. Immutable.
 *
 * <p>File: one group a line, {@code variant, variant => id}; packed with gzip when its name ends in {@code .gz}.
 * Variants are read as {@link NameReader} reads them; those of several words are left out.
 */
public final class NameGroups {
    private static final int[] NO_GROUP = {};
    private static final NameGroups NONE = new NameGroups(Map.of());

    private final Map<String, int[]> groups;

    private NameGroups(Map<String, int[]> groups) {
        this.groups = groups;
    }

    /** No dictionary. */
    public static NameGroups none() {
        return NONE;
    }

    /** Reads a dictionary. */
    public static NameGroups read(Path file) throws IOException {
        Map<String, int[]> groups = new HashMap<>();
        try (InputStream plain = Files.newInputStream(file);
                InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(plain, 1 << 16) : plain;
                BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            int group = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int arrow = line.indexOf("=>");
                if (arrow > 0) {
                    add(line.substring(0, arrow), group++, groups);
                }
            }
        }
        return new NameGroups(Map.copyOf(groups));
    }

    /** The groups of a word, ascending; empty when it has none. Not to be changed by the caller. */
    public int[] of(String token) {
        return groups.getOrDefault(token, NO_GROUP);
    }

    private static void add(String variants, int group, Map<String, int[]> groups) {
        for (String variant : variants.split(",")) {
            ReadName name = NameReader.read(variant.strip());
            if (name.tokens().size() == 1) {
                groups.merge(name.tokens().getFirst().text(), new int[] {group}, NameGroups::union);
            }
        }
    }

    private static int[] union(int[] groups, int[] one) {
        if (Arrays.binarySearch(groups, one[0]) >= 0) {
            return groups;
        }
        int[] more = Arrays.copyOf(groups, groups.length + 1);
        more[groups.length] = one[0]; // line by line: always the greatest
        return more;
    }
}
