package io.vigie.server.ingest.paxlst;

import io.vigie.v1.Context;
import io.vigie.v1.Direction;
import io.vigie.v1.Purpose;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The flight of a message, from its groups of transport: TDT, LOC and DTM before the first traveller. */
final class Journey {
    private static final int CODE_LENGTH_MAX = 32;

    private final LocalDate today;
    private String flight = "";
    private String date = "";
    private String arrival = "";

    Journey(LocalDate today) {
        this.today = today;
    }

    /** {@code TDT+20+LH435+++LH}: of several legs the first names the journey. */
    void transport(Segment tdt) {
        if (flight.isEmpty()) {
            String number = tdt.text(2);
            boolean named = number.chars().anyMatch(Character::isLetter);
            flight = cut(named ? number : tdt.text(5) + number);
        }
    }

    /** {@code LOC+87+JFK}: where the receiving state is first reached. */
    void place(Segment loc) {
        if (loc.text(1).equals("87") && arrival.isEmpty()) {
            arrival = cut(loc.text(2));
        }
    }

    /** {@code DTM+189:YYMMDDHHMM:201}: of several departures the first. */
    void date(Segment dtm) {
        if (dtm.text(1).equals("189") && date.isEmpty()) {
            @Nullable String read = ShortDate.journey(dtm.text(1, 2), today);
            date = read == null ? "" : read;
        }
    }

    /** {@code LH435/2026-11-26}, without what is not known. */
    String name() {
        return flight.isEmpty() || date.isEmpty() ? flight + date : flight + "/" + date;
    }

    /** A place of first arrival in the receiving state means that its travellers enter. */
    Context context() {
        return Context.newBuilder()
                .setJourney(name())
                .setPlace(arrival)
                .setDirection(arrival.isEmpty() ? Direction.Code.UNSPECIFIED : Direction.Code.ENTRY)
                .setPurpose(Purpose.Code.BORDER)
                .build();
    }

    private static String cut(String code) {
        return code.substring(0, Math.min(code.length(), CODE_LENGTH_MAX));
    }
}
