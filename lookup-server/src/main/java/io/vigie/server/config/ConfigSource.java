package io.vigie.server.config;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys and values from all sources, the strongest last, with the problems found on the way. Used by one thread. */
final class ConfigSource {
    private static final String ENVIRONMENT_PREFIX = "VIGIE_";

    /** Of the launcher and the command line. */
    private static final Set<String> OTHER_VARIABLES = Set.of("VIGIE_JAVA_OPTIONS", "VIGIE_DEBUG");

    private final Map<String, String> defaults;
    private final Map<String, String> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigSource() {
        reference().forEach((key, value) -> values.put((String) key, ((String) value).strip()));
        defaults = Map.copyOf(values);
    }

    /**
     * @param file of the operator, or null
     * @param environment of the process
     * @param overrides from the command line
     */
    static ConfigSource of(@Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
        ConfigSource source = new ConfigSource();
        if (file != null) {
            source.file(file);
        }
        source.environment(environment);
        overrides.forEach((key, value) -> source.set("command line", key, value));
        return source;
    }

    static String environmentName(String key) {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Map<String, String> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }

    String text(String key) {
        return known(key, values);
    }

    /** What the key is when nobody sets it. */
    String defaultText(String key) {
        return known(key, defaults);
    }

    private static String known(String key, Map<String, String> values) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + ": not in reference.properties");
        }
        return value;
    }

    /** Takes the variables that name keys. Of two names for one thing the wrong one would else count for nothing. */
    private void environment(Map<String, String> environment) {
        Map<String, String> keys = new TreeMap<>();
        values.keySet().forEach(key -> keys.put(environmentName(key), key));
        new TreeMap<>(environment).forEach((name, value) -> {
            String key = keys.get(name);
            if (key != null) {
                values.put(key, value.strip());
            } else if (name.startsWith(ENVIRONMENT_PREFIX) && !OTHER_VARIABLES.contains(name)) {
                problems.add("environment: " + name + ": no such key (did you mean "
                        + nearest(name, keys.keySet()) + "?)");
            }
        });
    }

    private void file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(file + ": cannot be read as a properties file (" + FileFault.reason(e) + ")");
            return;
        }
        properties.forEach((key, value) -> set(file.toString(), (String) key, (String) value));
    }

    private void set(String origin, String key, String value) {
        if (values.containsKey(key)) {
            values.put(key, value.strip());
        } else {
            problems.add(origin + ": " + key + ": no such key (did you mean " + nearest(key, values.keySet()) + "?)");
        }
    }

    private static String nearest(String key, Set<String> known) {
        return known.stream()
                .min((a, b) -> Integer.compare(distance(a, key), distance(b, key)))
                .orElse("");
    }

    /** Levenshtein distance; keys are short and this runs for typing errors only. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static Properties reference() {
        Properties properties = new Properties();
        try (InputStream in = ConfigSource.class.getResourceAsStream("/reference.properties")) {
            if (in == null) {
                throw new IllegalStateException("reference.properties: not in the jar");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
