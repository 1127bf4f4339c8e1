package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameKindTest {
    @Test
    void numbersAreUniqueAndFitTheirByte() {
        assertThat(FrameKind.values())
                .extracting(FrameKind::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 1 && number <= 255);
    }

    @Test
    void everyNumberGivesItsKindBackAndAllOthersNone() {
        Map<Integer, FrameKind> byNumber =
                Arrays.stream(FrameKind.values()).collect(Collectors.toMap(FrameKind::number, kind -> kind));
        for (int number = 0; number < 256; number++) {
            assertThat(FrameKind.of(number)).as("number %d", number).isEqualTo(byNumber.get(number));
        }
    }

    /** Written down once: a number that changes here breaks every client there is. */
    @Test
    void numbersAreWhatTheyHaveAlwaysBeen() {
        assertThat(numbers().toString())
                .isEqualTo("{1=HELLO, 2=WELCOME, 3=PING, 4=PONG, 5=GOAWAY, 6=ERROR, 16=ASK, 17=ANSWER, 18=ASK_MANY,"
                        + " 19=END, 20=CANCEL, 24=FETCH, 25=FETCHED, 26=STATUS, 27=STATUS_REPORT, 32=SUBMIT,"
                        + " 33=OUTCOME, 40=FOLLOW, 41=CHANGES, 42=CREDIT, 43=SNAPSHOT, 44=CHUNK, 48=MESSAGES,"
                        + " 49=CONFIRM}");
    }

    @Test
    void theProtocolPageNamesEveryKindWithItsNumber() {
        Map<Integer, String> named = new TreeMap<>();
        ProtocolPage.find("^\\| (\\d+) \\| ([A-Z_]+) \\| [CS][ ,]")
                .forEach(row -> named.put(Integer.valueOf(row.group(1)), row.group(2)));
        assertThat(named.toString()).isEqualTo(numbers().toString());
    }

    private static Map<Integer, FrameKind> numbers() {
        return new TreeMap<>(
                Arrays.stream(FrameKind.values()).collect(Collectors.toMap(FrameKind::number, kind -> kind)));
    }
}
