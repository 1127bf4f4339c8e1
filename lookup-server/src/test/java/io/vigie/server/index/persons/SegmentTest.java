package io.vigie.server.index.persons;

import static io.vigie.server.index.persons.Names.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.Person;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a segment: its bytes, and what is refused. */
class SegmentTest {
    private static final long STAMP = 0x1122334455667788L;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("persons.index");
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.OPEN, folder.resolve("scratch"))) {
            builder.add(7, person("Bo", "Ax", "1974-08-12"));
            builder.add(9, person("Bo", "", "1975"));
            builder.write(file, STAMP);
        }
    }

    @Test
    void hasTheBytesThatTheLayoutTells() throws IOException {
        // AX, BO and their forms and skeletons; see SegmentLayout.
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).isEqualTo(GOLDEN);
    }

    @Test
    void isReadBack() throws Segment.UntrustedException {
        Segment segment = Segment.open(file, STAMP);
        assertThat(segment.persons()).isEqualTo(2);
        assertThat(List.of(segment.number(0), segment.number(1))).containsExactly(7, 9);
        assertThat(List.of(segment.text(0), segment.text(1))).containsExactly("AX", "BO");
        assertThat(segment.postingStart(2) - segment.postingStart(1)).isEqualTo(2);
        assertThat(segment.date(segment.postingStart(1))).isEqualTo(PostedDate.of(PackedDate.of(1974, 8, 12)));
        assertThat(segment.date(segment.postingStart(1) + 1)).isEqualTo(PostedDate.ofYear(YearBucket.of(1975)));
    }

    @Test
    void isRefusedWhenAnyByteDiffers() throws IOException {
        writeRestricted();
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Segment.open(file, STAMP))
                    .as("byte %d", i)
                    .isInstanceOf(Segment.UntrustedException.class)
                    .hasMessage(i >= 8 && i < 12 ? "of another version" : "damaged");
        }
    }

    @Test
    void isRefusedWhenItContradictsItselfWhateverItsChecksum() throws IOException {
        writeRestricted();
        byte[] whole = Files.readAllBytes(file);
        SegmentLayout layout = SegmentLayout.read(MemorySegment.ofArray(whole));
        for (long place : new long[] {
            layout.recordStarts(),
            layout.recordStarts() + 4,
            layout.textStarts() + 4,
            layout.texts(),
            layout.postingStarts() + 8,
            layout.postingList(),
            layout.formBuckets() + 4,
            layout.formList() + 4,
            layout.skeletonBuckets(),
            layout.skeletonList() + 4,
            layout.audienceNumbers(),
            layout.audienceStarts() + 4,
            layout.audienceList()
        }) {
            byte[] hostile = whole.clone();
            hostile[(int) place] = 0x7F;
            MemorySegment bytes = MemorySegment.ofArray(hostile);
            bytes.set(SegmentLayout.INT, layout.checksum(), Segment.checksum(bytes, layout));
            Files.write(file, hostile);
            assertThatThrownBy(() -> Segment.open(file, STAMP)).as("byte %d", place).hasMessage("damaged");
        }
    }

    @Test
    void isRefusedWhenCutOffOrLonger() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int size : new int[] {0, 1, 8, 79, 80, 100, whole.length - 1, whole.length + 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, size));
            assertThatThrownBy(() -> Segment.open(file, STAMP)).as("%d bytes", size).hasMessage("damaged");
        }
    }

    @Test
    void isRefusedWhenOfAnotherTimeOrAbsent() {
        assertThatThrownBy(() -> Segment.open(file, STAMP + 1)).hasMessage("stale");
        assertThatThrownBy(() -> Segment.open(folder.resolve("none"), STAMP)).hasMessage("absent");
    }

    @Test
    void holdsTheAudienceOfRestrictedPersons() throws IOException, Segment.UntrustedException {
        writeRestricted();
        Segment segment = Segment.open(file, STAMP);
        assertThat(segment.audiences()).as("each once").isEqualTo(2);
        for (int person = 0; person < 3; person++) {
            assertThat(segment.audience(segment.audienceOf(person)))
                    .isEqualTo(PersonPart.audienceOf(restricted(person)));
        }
        Segment merged;
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.RESTRICTED, null)) {
            builder.addAll(segment);
            builder.addAll(segment);
            merged = builder.toMemory();
        }
        assertThat(merged.audiences()).isEqualTo(2);
        assertThat(merged.audience(merged.audienceOf(4))).isEqualTo(PersonPart.audienceOf(restricted(1)));
    }

    private void writeRestricted() throws IOException {
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.RESTRICTED, folder.resolve("scratch"))) {
            for (int i = 0; i < 3; i++) {
                builder.add(i + 1, restricted(i));
            }
            builder.write(file, STAMP);
        }
    }

    private static Person restricted(int i) {
        Person person = person("Bo", "Ax", "1974-08-12");
        return person.toBuilder().setOwner("FRA").setFile(i == 1 ? "fighters" : "counterfeits").build();
    }

    @Test
    void mergesWhatSegmentsHold() throws IOException {
        Person anna = person("Anna", "Kowalska", "1980");
        Person bert = person("Bert", "Kowalska");
        Segment merged;
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.OPEN, null)) {
            builder.addAll(Names.segment(anna, bert));
            builder.addAll(Names.segment(bert));
            merged = builder.toMemory();
        }
        assertThat(merged.persons()).isEqualTo(3);
        assertThat(merged.tokens()).isEqualTo(3);
        SearchScratch scratch = new SearchScratch(SearchLimits.DEFAULT);
        assertThat(Names.search(scratch, Names.question("Bert", "Kowalska", ""), merged))
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void spillsManyPersonsToItsScratchFile() throws IOException, Segment.UntrustedException {
        int persons = 30_000;
        Path scratchFile = folder.resolve("scratch");
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.OPEN, scratchFile)) {
            for (int i = 1; i <= persons; i++) {
                builder.add(i, person("Given" + letters(i % 100), letters(i), "19" + (10 + i % 90)));
            }
            assertThat(scratchFile).exists();
            builder.write(file, STAMP);
        }
        assertThat(scratchFile).doesNotExist();
        Segment segment = Segment.open(file, STAMP);
        SearchScratch scratch = new SearchScratch(SearchLimits.DEFAULT);
        for (int i = 1; i <= persons; i += 97) {
            String date = "19" + (10 + i % 90);
            assertThat(Names.search(scratch, Names.question("Given" + letters(i % 100), letters(i), date), segment))
                    .as("person %d", i)
                    .contains(i);
        }
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder("Q");
        for (int rest = number; rest > 0; rest /= 10) {
            letters.append("abcdefghij".charAt(rest % 10)).append("ou".charAt(rest % 2));
        }
        return letters.toString();
    }

    private static final String GOLDEN = ""
            + "564947494550525300000008000000020000000200000000000000000000000900000000000000040000000000000003"
            + "000000000000000200000000000000020000000000000000000000000000000000000000000000000000000700000009"
            + "0000000000000005000000090000000000001001000f6d0c00000002000000000000001100001001000f6e0000000001"
            + "0000001100000000000000000000000200000004000000004158424f0000000000000000000000010000000300000000"
            + "000000000000000000000001000000000000bf0c0000bf0c0000c000000000000000000000000002353a0f9e00000000"
            + "557f69ae0000000100000000000000020bc9c56f0000000020122680000000011122334455667788773d1451";
}
