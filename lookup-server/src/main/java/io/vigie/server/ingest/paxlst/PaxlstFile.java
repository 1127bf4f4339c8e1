package io.vigie.server.ingest.paxlst;

import io.vigie.v1.Question;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of passenger lists holds. Immutable.
 *
 * @param messages in the order of the file
 * @param faults in the order of the file, 1,000 at most
 * @param faultsLeftOut how many more there are
 */
public record PaxlstFile(List<Message> messages, List<PaxlstFault> faults, int faultsLeftOut) {
    /** Larger files are not read. */
    public static final int SIZE_MAX = 16 << 20;

    public PaxlstFile {
        messages = List.copyOf(messages);
        faults = List.copyOf(faults);
    }

    /**
     * One message.
     *
     * @param reference as its UNH names it
     * @param travellers in their order
     */
    public record Message(String reference, List<Traveller> travellers) {
        public Message {
            travellers = List.copyOf(travellers);
        }
    }

    /**
     * One passenger or crew member.
     *
     * @param question what could be read; its id is flight, date of departure and place in the file, as in
     *     {@code LH435/2026-11-26/17}, or the reference of the message where no flight is named
     * @param fault the first of the traveller's own segments that could not be read; null when all could
     */
    public record Traveller(Question question, @Nullable PaxlstFault fault) {}

    /**
     * Reads a file. Never throws for what it holds.
     *
     * @param today decides the century of births
     */
    public static PaxlstFile read(byte[] file, LocalDate today) {
        if (file.length > SIZE_MAX) {
            PaxlstFault fault = new PaxlstFault(
                    0, "", 0, 1, "file", "", file.length + " bytes or more (expected: <= " + SIZE_MAX + ")");
            return new PaxlstFile(List.of(), List.of(fault), 0);
        }
        return new InterchangeReader(CharacterSets.decode(file), today).read();
    }
}
