package io.vigie.server.cli;

import io.vigie.server.access.Parties;
import io.vigie.server.access.ProfileFiles;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.text.FileFault;
import io.vigie.v1.AccessGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Terminals that access profiles name and that never asked. */
final class SilentTerminals {
    private static final String EXTENSION = ".json";
    private static final String ANY = "*";

    private SilentTerminals() {}

    /**
     * Of the operator's file and those of parties.
     *
     * @param asked names of terminals that did
     * @param faults takes a line on each file of a party that cannot be read: none takes the list from all others
     * @return names, in which {@code *} stands for what a grant leaves open
     * @throws IOException when the operator's file, or the folder of the others, cannot be read
     */
    static List<String> of(ProfileFiles.Config config, Set<String> asked, Consumer<String> faults) throws IOException {
        Path profiles = config.profiles();
        if (profiles == null) {
            return List.of();
        }
        List<AccessGrant> grants = new ArrayList<>(grants(profiles));
        Path narrowing = config.narrowing();
        if (narrowing != null) {
            for (Path file : filesOf(narrowing)) {
                String name = file.getFileName().toString();
                String party = name.substring(0, name.length() - EXTENSION.length());
                try {
                    grants(file).forEach(grant -> grants.add(grant.toBuilder().setParty(party).build()));
                } catch (IOException e) {
                    faults.accept(e.getMessage());
                }
            }
        }
        Set<String> silent = new TreeSet<>();
        for (AccessGrant grant : grants) {
            if (!grant.getTerminal().isEmpty() && asked.stream().noneMatch(name -> isOf(grant, name))) {
                silent.add(orAny(Parties.canonical(grant.getParty())) + '/' + orAny(grant.getAuthority()) + '/'
                        + grant.getTerminal());
            }
        }
        return List.copyOf(silent);
    }

    /** Whether a terminal, by its name in the trail, is one that a grant names. */
    private static boolean isOf(AccessGrant grant, String name) {
        String[] parts = name.split("/", 3);
        return parts.length == 3
                && (grant.getParty().isEmpty() || Parties.canonical(grant.getParty()).equals(parts[0]))
                && (grant.getAuthority().isEmpty() || grant.getAuthority().equals(parts[1]))
                && grant.getTerminal().equals(parts[2]);
    }

    private static String orAny(String part) {
        return part.isEmpty() ? ANY : part;
    }

    private static List<AccessGrant> grants(Path file) throws IOException {
        try {
            return Json.accessProfiles(Files.readString(file)).getGrantsList();
        } catch (InvalidInputException | IOException e) {
            throw new IOException(file + ": cannot be read (" + FileFault.reason(e) + ")", e);
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION)).sorted().toList();
        }
    }
}
