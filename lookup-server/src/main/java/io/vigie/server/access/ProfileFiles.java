package io.vigie.server.access;

import io.vigie.text.FileFault;
import io.vigie.v1.AccessProfiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules as the files of profiles say, also when these change. When the operator's file cannot be granted from, the rules
 * stay as they were. A party's own file that cannot be granted from narrows as its last good one did, or to nothing: it holds up nobody
 * else. Thread-safe.
 */
public final class ProfileFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileFiles.class);
    private static final long LOOK_SECONDS = 2;
    private static final long SIZE_MAX = 16 << 20;
    private static final int FILES_MAX = 1_000;
    private static final String EXTENSION = ".json";

    private final Config config;
    private final Parser parser;
    private final AccessRules rules;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-profiles").daemon().unstarted(task));
    private final Map<String, AccessProfiles> lastGood = new HashMap<>();
    private Map<Path, String> read = Map.of();
    private @Nullable String faultOfRead;
    private volatile @Nullable String fault;

    /**
     * Where the files are.
     *
     * @param profiles of the operator; null = everybody whom an authority certifies has the usual rights
     * @param narrowing folder with a file {@code PARTY.json} for every party that narrows what its own callers have, or null
     */
    public record Config(@Nullable Path profiles, @Nullable Path narrowing) {
        public Config {
            if (profiles == null && narrowing != null) {
                throw new IllegalArgumentException(
                        "access.narrowing: " + narrowing + " (expected: absent without access.profiles)");
            }
        }
    }

    /** Reads the JSON of a file. */
    public interface Parser {
        /** @throws IOException whose message names place and expectation */
        AccessProfiles parse(String text) throws IOException;
    }

    private ProfileFiles(Config config, Parser parser, AccessRules rules) {
        this.config = config;
        this.parser = parser;
        this.rules = rules;
    }

    /**
     * Reads the files and watches them.
     *
     * @throws IOException when the operator's file cannot be read or granted from; one line that names it
     */
    public static ProfileFiles watch(Config config, Parser parser, AccessRules rules) throws IOException {
        ProfileFiles files = new ProfileFiles(config, parser, rules);
        if (config.profiles() != null) {
            files.enforce(files.texts());
            var _ = files.watcher.scheduleWithFixedDelay(
                    files::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
        return files;
    }

    /** Why a file as it is now is not in force; null when all are. */
    public @Nullable String fault() {
        return fault;
    }

    /** Reads the files if they have changed. */
    void look() {
        try {
            Map<Path, String> texts = texts();
            if (!texts.equals(read)) {
                enforce(texts);
                LOG.info("access profiles were read again");
            } else {
                // Also when somebody has put back what was there before.
                fault = faultOfRead;
            }
        } catch (IOException | RuntimeException e) {
            faulty(FileFault.told(e));
        } catch (Error e) {
            // Else it would be the last look: a file that is nested deeply enough makes one.
            faulty(e.toString());
        }
    }

    private void faulty(String message) {
        if (!message.equals(fault)) {
            LOG.error("access profiles are not all in force: {}", message);
        }
        fault = message;
    }

    private void enforce(Map<Path, String> texts) throws IOException {
        Path operators = config.profiles();
        if (operators == null) {
            return;
        }
        Map<String, AccessProfiles> narrowing = new HashMap<>();
        List<String> faults = new ArrayList<>();
        texts.forEach((file, text) -> {
            if (!file.equals(operators)) {
                String party = Parties.canonical(partyOf(file));
                AccessProfiles own = ofParty(file, text, narrowing.containsKey(party), faults);
                narrowing.put(party, own);
            }
        });
        try {
            rules.enforce(Profiles.of(parser.parse(texts.getOrDefault(operators, "")), narrowing));
        } catch (IOException | Profiles.InvalidProfilesException e) {
            throw new IOException(operators + ": " + e.getMessage(), e);
        }
        lastGood.clear();
        lastGood.putAll(narrowing);
        read = texts;
        faultOfRead = faults.isEmpty() ? null : String.join("; ", faults);
        if (faultOfRead == null) {
            fault = null;
        } else {
            faulty(faultOfRead);
        }
    }

    /** What a party's file says, or what holds in its place. */
    private AccessProfiles ofParty(Path file, String text, boolean isSecond, List<String> faults) {
        String party = Parties.canonical(partyOf(file));
        try {
            if (!Parties.isKnown(partyOf(file))) {
                throw new IOException("\"" + partyOf(file) + "\" is no party (expected: PARTY.json, such as DEU.json)");
            }
            if (isSecond) {
                throw new IOException("a second file of " + party + " (expected: one, under one spelling)");
            }
            AccessProfiles parsed = parser.parse(text);
            Profiles.check(parsed, party);
            return parsed;
        } catch (IOException | Profiles.InvalidProfilesException e) {
            faults.add(file + ": " + e.getMessage());
            return isSecond ? AccessProfiles.getDefaultInstance() : lastGood.getOrDefault(party, AccessProfiles.getDefaultInstance());
        }
    }

    /** All files with what they hold. */
    private Map<Path, String> texts() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        Path profiles = config.profiles();
        if (profiles != null) {
            texts.put(profiles, text(profiles));
        }
        Path folder = config.narrowing();
        if (folder != null) {
            for (Path file : ofParties(folder)) {
                texts.put(file, textOrNone(file));
            }
        }
        return texts;
    }

    private static List<Path> ofParties(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(EXTENSION))
                    .limit(FILES_MAX + 1)
                    .toList();
            if (files.size() > FILES_MAX) {
                throw new IOException(folder + ": more than " + FILES_MAX + " files (expected: one for each party)");
            }
            return files;
        }
    }

    /** Of a party's file; one that cannot be read says nothing that can be granted from. */
    private static String textOrNone(Path file) {
        try {
            return text(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > SIZE_MAX) {
            throw new IOException(file + ": " + Files.size(file) + " bytes (expected: <= " + SIZE_MAX + ")");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not UTF-8", e);
        }
    }

    private static String partyOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    @Override
    public void close() {
        var _ = watcher.shutdownNow();
        watcher.close();
    }
}
