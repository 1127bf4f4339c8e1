package io.vigie.server.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A dictionary of names: the variants of one name, in all scripts, share a group. Immutable.
 *
 * <p>File: one group a line, {@code variant, variant => id}; packed with gzip when its name ends in {@code .gz}.
 * Variants are read as {@link NameReader} reads them; those of several words are left out.
 */
public final class NameGroups {
    private static final int[] NO_GROUP = {};
    private static final NameGroups NONE = new NameGroups(Map.of(), List.of());

    private final Map<String, int[]> groups;
    private final List<List<String>> words;

    private NameGroups(Map<String, int[]> groups, List<List<String>> words) {
        this.groups = groups;
        this.words = words;
    }

    /** No dictionary. */
    public static NameGroups none() {
        return NONE;
    }

    /** Reads a dictionary. */
    public static NameGroups read(Path file) throws IOException {
        Map<String, int[]> groups = new HashMap<>();
        List<List<String>> words = new ArrayList<>();
        try (InputStream plain = Files.newInputStream(file);
                InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(plain, 1 << 16) : plain;
                BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int arrow = line.indexOf("=>");
                if (arrow > 0) {
                    words.add(add(line.substring(0, arrow), words.size(), groups));
                }
            }
        }
        return new NameGroups(Map.copyOf(groups), List.copyOf(words));
    }

    /** The groups of a word, ascending; empty when it has none. Not to be changed by the caller. */
    public int[] of(String token) {
        return groups.getOrDefault(token, NO_GROUP);
    }

    /** Other words that may mean the same name: those of the groups of a word, and its short forms; mostly none. */
    public List<String> others(String token) {
        Set<String> others = Nicknames.words(token);
        for (int group : of(token)) {
            others.addAll(words.get(group));
        }
        others.remove(token);
        return List.copyOf(others);
    }

    private static List<String> add(String variants, int group, Map<String, int[]> groups) {
        Set<String> words = new LinkedHashSet<>();
        for (String variant : variants.split(",")) {
            ReadName name = NameReader.read(variant.strip());
            if (name.tokens().size() == 1) {
                String word = name.tokens().getFirst().text();
                groups.merge(word, new int[] {group}, Nicknames::appended);
                words.add(word);
            }
        }
        return List.copyOf(words);
    }
}
