package io.vigie.server.index.persons;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.match.Weights;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AskedDateTest {
    private static final float LEAST = (float) Weights.THRESHOLD;
    private static final int YEAR_MIN = 1882;
    private static final int YEARS = 200;
    private static final int DAYS = YEARS * 365;
    private static final long SEED = 7;

    /** Whoever may be shown by their date is posted where it is looked for; of others nothing is read. */
    @Test
    void holdsTheDatesWithWhichSomebodyMayBeShown() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            int asked = day(LocalDate.of(YEAR_MIN, 1, 1).plusDays(random.nextInt(DAYS)));
            AskedDate date = AskedDate.of(asked, 0, LEAST);
            for (int j = 0; j < 1_000; j++) {
                int recorded = recorded(random, asked);
                boolean may = 1 + DateCloseness.of(asked, recorded, 0) >= LEAST;
                int posted = PostedDate.of(recorded);
                assertThat(date.near().holds(posted) || date.mistaken().holds(posted))
                        .as("%s asked, %s recorded", text(asked), text(recorded))
                        .isEqualTo(may);
            }
        }
    }

    @Test
    void holdsWhoeverIsOfNoKnownYear() {
        AskedDate date = AskedDate.of(PackedDate.parse("1974-08-12"), 0, LEAST);
        assertThat(date.near().holds(PostedDate.UNKNOWN)).isTrue();
        assertThat(date.near().holds(PostedDate.of(PackedDate.parse("1394-05-21")))).isTrue();
        assertThat(date.mistaken().holds(PostedDate.UNKNOWN)).isFalse();
    }

    @Test
    void takesWholeYearsWhereNoDayIsAskedOrAnyWillDo() {
        for (AskedDate date : new AskedDate[] {
            AskedDate.of(PackedDate.parse("1974"), 0, LEAST),
            AskedDate.of(PackedDate.parse("1974-08-12"), 1, LEAST),
            AskedDate.of(PackedDate.parse("1974-08-12"), 0, 0.7f)
        }) {
            assertThat(date.isByDay()).isFalse();
            assertThat(date.near().holds(PostedDate.of(PackedDate.parse("1973-01-01")))).isTrue();
            assertThat(date.near().holds(PostedDate.of(PackedDate.parse("1975-12-31")))).isTrue();
            assertThat(date.near().holds(PostedDate.of(PackedDate.parse("1976-01-01")))).isFalse();
        }
    }

    @Test
    void knowsNoOtherYearWhereNoneCouldBeShown() {
        assertThat(AskedDate.of(PackedDate.parse("1974"), 0, LEAST).mistaken().size()).isZero();
        assertThat(AskedDate.of(PackedDate.parse("1974"), 0, 0.7f).mistaken().size()).isPositive();
    }

    /** Mostly dates that have something in common with the asked one; half of them of a day. */
    private static int recorded(Random random, int asked) {
        int year = random.nextBoolean() ? PackedDate.firstYear(asked) : YEAR_MIN + random.nextInt(YEARS);
        int near = year + random.nextInt(3) - 1;
        int month = random.nextBoolean() ? PackedDate.month(asked) : 1 + random.nextInt(12);
        int day = random.nextBoolean() ? PackedDate.day(asked) : 1 + random.nextInt(28);
        return switch (random.nextInt(4)) {
            case 0 -> PackedDate.of(near, 0, 0);
            case 1 -> PackedDate.of(near, month, 0);
            default -> PackedDate.of(near, month, day);
        };
    }

    private static int day(LocalDate date) {
        return PackedDate.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static String text(int packed) {
        return PackedDate.firstYear(packed) + "-" + PackedDate.month(packed) + "-" + PackedDate.day(packed);
    }
}
