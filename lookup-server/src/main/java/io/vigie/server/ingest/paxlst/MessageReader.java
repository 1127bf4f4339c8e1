package io.vigie.server.ingest.paxlst;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one message, segment by segment, from behind UNH to UNT. */
final class MessageReader {
    private static final Set<String> RELEASES = Set.of("02B", "12B");

    /** Segments of PAXLST that say nothing that is asked for. */
    private static final Set<String> PASSED_OVER =
            Set.of("BGM", "RFF", "COM", "CTA", "MEA", "GEI", "GIS", "FTX", "EMP", "CPI", "QTY", "AUT", "UNS");

    private final Faults faults;
    private final LocalDate today;
    private final int number;
    private final String reference;
    private final boolean onlyPart;
    private final boolean passengerList;
    private final Journey journey;
    private final List<Listed> travellers = new ArrayList<>();
    private @Nullable Listed traveller;
    private boolean transportSeen;
    private boolean totalsSeen;
    private int segments = 1;

    /**
     * Begins with UNH: {@code UNH+1+PAXLST:D:02B:UN:IATA+LH435/261126/1340+01:F}.
     *
     * @param number of the message in the file, from 1
     */
    MessageReader(Faults faults, LocalDate today, int number, Segment unh) {
        this.faults = faults;
        this.today = today;
        this.number = number;
        this.reference = Faults.shown(unh.text(1));
        this.onlyPart = !unh.text(4).isEmpty() && !(unh.text(4).equals("01") && unh.text(4, 2).equals("F"));
        this.passengerList = unh.text(2).equals("PAXLST");
        this.journey = new Journey(today);
        faults.inside(number, reference, 1, unh);
        check(unh);
    }

    private void check(Segment unh) {
        if (unh.text(1).isEmpty()) {
            faults.add("1", "absent (expected: the reference of the message)");
        }
        if (!passengerList) {
            faults.add("2.1", Faults.shown(unh.text(2)) + " (expected: PAXLST; the message is passed over)");
        } else if (!unh.text(2, 2).equals("D") || !RELEASES.contains(unh.text(2, 3))) {
            faults.add(
                    unh.text(2, 2).equals("D") ? "2.3" : "2.2",
                    Faults.shown(unh.text(2, 2)) + "." + Faults.shown(unh.text(2, 3))
                            + " (expected: D.02B or D.12B; read as if it were)");
        }
    }

    /** Any segment but those that frame messages. */
    void take(Segment segment) {
        segments++;
        faults.inside(number, reference, segments, segment);
        if (!passengerList) {
            return;
        }
        PaxlstFault found = segment.problem().isEmpty() ? null : faults.add(segment.problem());
        if (isTraveller(segment)) {
            begin(segment, found);
        } else if (found == null) {
            read(segment);
        } else if (traveller != null) {
            traveller.damaged(found);
        }
    }

    /** The segment of a traveller's name, also where its tag is damaged. */
    private boolean isTraveller(Segment segment) {
        boolean listed = Listed.Role.of(segment.text(1)) != null;
        if (segment.tag().equals("NAD")) {
            return listed || transportSeen && !segment.text(1).equals("MS");
        }
        return listed && !PASSED_OVER.contains(segment.tag()) && !isRead(segment.tag());
    }

    private static boolean isRead(String tag) {
        return switch (tag) {
            case "NAD", "TDT", "LOC", "DTM", "ATT", "NAT", "DOC", "CNT" -> true;
            default -> false;
        };
    }

    private void begin(Segment segment, @Nullable PaxlstFault found) {
        Listed.Role role = Listed.Role.of(segment.text(1));
        Listed begun = new Listed(faults, today, role == null ? Listed.Role.FL : role);
        travellers.add(begun);
        traveller = begun;
        if (found != null) {
            begun.damaged(found);
        } else if (!segment.tag().equals("NAD")) {
            begun.damaged(faults.add("not a segment of PAXLST (expected: NAD)"));
        } else if (role == null) {
            begun.damaged(faults.add("1", Faults.shown(segment.text(1)) + " (expected: FL, FM, DDU or DDT)"));
        }
        if (!segment.elements().isEmpty()) {
            begun.name(segment);
        }
    }

    private void read(Segment segment) {
        Listed current = traveller;
        if (current != null && current.isAnothers(segment)) {
            // Were it read for the same traveller, the next one would be dropped and the two be mixed.
            current = new Listed(faults, today, Listed.Role.FL);
            current.damaged(faults.add("a second one for one traveller (expected: NAD before it)"));
            travellers.add(current);
            traveller = current;
        }
        switch (segment.tag()) {
            case "NAD" -> {}
            case "CNT" -> total(segment);
            case "TDT" -> {
                transportSeen = true;
                journey.transport(segment);
            }
            case "LOC", "DTM", "ATT", "NAT", "DOC" -> {
                if (current == null) {
                    ofJourney(segment);
                } else {
                    ofTraveller(current, segment);
                }
            }
            default -> {
                if (!PASSED_OVER.contains(segment.tag())) {
                    PaxlstFault found = faults.add("not a segment of PAXLST (expected: such as NAD or DOC)");
                    if (current != null) {
                        current.damaged(found);
                    }
                }
            }
        }
    }

    private void ofJourney(Segment segment) {
        switch (segment.tag()) {
            case "LOC" -> journey.place(segment);
            case "DTM" -> journey.date(segment);
            default -> faults.add("belongs to no traveller (expected: NAD before it)");
        }
    }

    private static void ofTraveller(Listed current, Segment segment) {
        switch (segment.tag()) {
            case "LOC" -> current.place(segment);
            case "DTM" -> current.date(segment);
            case "ATT" -> current.attribute(segment);
            case "NAT" -> current.nationality(segment);
            default -> current.document(segment);
        }
    }

    /** {@code CNT+42:160}: passengers, and {@code CNT+41} crew; in a message that is one of several perhaps of all. */
    private void total(Segment cnt) {
        traveller = null;
        totalsSeen = true;
        String kind = cnt.text(1);
        if (!kind.equals("41") && !kind.equals("42")) {
            return;
        }
        int crew = (int) travellers.stream().filter(Listed::isCrew).count();
        int counted = kind.equals("41") ? crew : travellers.size() - crew;
        Integer claimed = count(cnt.text(1, 2));
        boolean holds = claimed != null
                && (claimed == counted || claimed == travellers.size() || onlyPart && claimed > travellers.size());
        if (!holds) {
            String what = kind.equals("41") ? "crew members" : "passengers";
            faults.add("1.2", Faults.shown(cnt.text(1, 2)) + " (expected: " + counted + ", the " + what + " in the message)");
        }
    }

    /** Ends the message with UNT: {@code UNT+135+1}. */
    void end(Segment unt) {
        segments++;
        faults.inside(number, reference, segments, unt);
        if (!unt.problem().isEmpty()) {
            faults.add(unt.problem());
        }
        if (passengerList && !totalsSeen) {
            faults.add("no CNT in the message (expected: CNT+42 before UNT)");
        }
        Integer claimed = count(unt.text(1));
        if (claimed == null || claimed != segments) {
            PaxlstFault found = faults.add(
                    "1", Faults.shown(unt.text(1)) + " (expected: " + segments + ", the segments of the message)");
            if (claimed != null && claimed > segments) {
                lostSegments(found);
            }
        }
        if (!Faults.shown(unt.text(2)).equals(reference)) {
            faults.add("2", Faults.shown(unt.text(2)) + " (expected: " + reference + ", as in UNH)");
        }
    }

    /** Whose they were cannot be known: with its terminator lost, a segment reads as more of the one before it. */
    private void lostSegments(PaxlstFault found) {
        travellers.forEach(listed -> listed.damaged(found));
    }

    /** The message did not end: it was cut, or its UNT cannot be read. */
    void endEarly(Segment before) {
        faults.inside(number, reference, segments, before);
        PaxlstFault found = faults.add("the message ends here without its trailer (expected: UNT)");
        if (traveller != null) {
            traveller.damaged(found);
        }
    }

    /**
     * What was read.
     *
     * @param before travellers of the file before this message
     */
    PaxlstFile.Message read(int before) {
        String name = journey.name();
        String prefix = name.isEmpty() ? reference + "/" : name + "/";
        List<PaxlstFile.Traveller> asked = new ArrayList<>();
        for (Listed listed : travellers) {
            asked.add(listed.asked(prefix + (before + asked.size() + 1), journey.context()));
        }
        return new PaxlstFile.Message(reference, asked);
    }

    /** Null when it is no number. */
    static @Nullable Integer count(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.valueOf(text) : null;
    }
}
