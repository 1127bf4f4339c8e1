package io.vigie.server.audit;

import static io.vigie.server.audit.HandMadeSegment.piece;
import static io.vigie.server.audit.HandMadeSegment.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What blocks hold that somebody else has written: an older version, a later one, or whoever has the key. */
class PieceReaderTest {
    private static final AuditLog.Config CONFIG = new AuditLog.Config(Duration.ofMillis(50), 1 << 16);
    private static final byte[] GOOD = piece(1, of("good"));

    @TempDir
    private Path folder;

    private final List<AuditEntry> read = new ArrayList<>();

    @Test
    void aPieceOfAnUnknownKindEndsItsBlockAndNoOther() throws IOException {
        assertThat(faultOfTheSecondBlock(2, piece(1, of("before")), piece(9, of("unknown")), GOOD))
                .isEqualTo("holds piece 2 of kind 9 (expected: 1 to 3)");
        assertThat(read).extracting(AuditEntry::getCaller).containsExactly("good", "before", "good");
    }

    @Test
    void aPartBeforeAnythingCommonEndsItsBlockAndNoOther() throws IOException {
        assertThat(faultOfTheSecondBlock(1, piece(3, of("part"))))
                .isEqualTo("holds piece 1, a part, before anything that parts have in common");
        assertThat(read).extracting(AuditEntry::getCaller).containsExactly("good", "good");
    }

    @Test
    void whatIsNoMessageEndsItsBlockAndNoOther() throws IOException {
        assertThat(faultOfTheSecondBlock(1, new byte[] {1, 2, 0x7F, 0x7F})).isEqualTo("holds piece 1, which cannot be read");
        assertThat(read).hasSize(2);
    }

    @Test
    void aPieceThatIsLongerThanItsBlockEndsItsBlockAndNoOther() throws IOException {
        assertThat(faultOfTheSecondBlock(2, GOOD, new byte[] {1, 100, 0})).isEqualTo("holds piece 2, which cannot be read");
        assertThat(read).hasSize(3);
    }

    @Test
    void anotherCountThanTheBlockSaysIsAFault() throws IOException {
        assertThat(faultOfTheSecondBlock(3, GOOD, GOOD)).isEqualTo("holds 2 entries (expected: 3, as it says)");
        assertThat(read).hasSize(4);
    }

    /** The text of what is wrong with a block between two good ones, behind the file and the block's own place. */
    private String faultOfTheSecondBlock(int count, byte[]... pieces) throws IOException {
        HandMadeSegment segment = new HandMadeSegment(folder, AuditBlock.LEVEL);
        segment.block(1, GOOD);
        long begin = segment.block(count, pieces);
        segment.block(1, GOOD);
        List<String> faults = faults();
        String place = "segment-000001.audit: block at byte " + begin + " ";
        assertThat(faults).singleElement().asString().startsWith(place);
        return faults.getFirst().substring(place.length());
    }

    @Test
    void aCommonFieldReplacesTheOneBeforeAsAWhole() throws IOException {
        HandMadeSegment segment = new HandMadeSegment(folder, AuditBlock.LEVEL);
        AuditEntry early = at(1, 5);
        AuditEntry late = at(2, 0);
        AuditEntry empty = AuditEntry.getDefaultInstance();
        segment.block(2, piece(2, early), piece(3, empty), piece(2, late), piece(3, empty));
        assertThat(faults()).isEmpty();
        assertThat(read).containsExactly(early, late);
    }

    /** When a log has taken the segment for its own. */
    private List<String> faults() throws IOException {
        AuditLog.open(folder, CONFIG).close();
        return AuditTrail.read(folder, read::add).faults();
    }

    @Test
    void aSegmentOfWholeEntriesIsFollowedByOneOfPieces() throws Exception {
        HandMadeSegment old = new HandMadeSegment(folder, AuditBlock.LEVEL_OF_WHOLE_ENTRIES);
        old.block(2, sized(of("old")), sized(of("older")));
        try (AuditLog log = AuditLog.open(folder, CONFIG)) {
            log.record(of("new"));
        }
        assertThat(AuditTrail.verify(folder, TrailKeys.NONE, List.of(), null).faults()).isEmpty();
        assertThat(AuditTrail.read(folder, read::add).faults()).isEmpty();
        assertThat(read).extracting(AuditEntry::getCaller).containsExactly("old", "older", "new");
    }

    /** Its chain could not be continued: who went back a version would make a trail that fails for ever. */
    @Test
    void aSegmentOfALaterLevelStopsTheStart() throws IOException {
        int later = AuditBlock.LEVEL + 1;
        new HandMadeSegment(folder, later).block(1, GOOD);
        assertThatThrownBy(() -> AuditLog.open(folder, CONFIG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("segment-000001.audit: level " + later + ", written by another version (expected: 2 or 3): start");
        assertThat(AuditSegments.list(folder)).hasSize(1);
    }

    private static AuditEntry of(String caller) {
        return AuditEntry.newBuilder().setCaller(caller).build();
    }

    private static AuditEntry at(int seconds, int nanos) {
        return AuditEntry.newBuilder()
                .setTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos))
                .build();
    }
}
