package io.vigie.server.ingest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.ActionOverride;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.NoticeStatusChange;
import io.vigie.v1.Recipients;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticNoticesTest {
    private static final SyntheticWorld WORLD = new SyntheticWorld(1_000, 10_000, 10_000, 3);
    private static final List<Notice> NOTICES =
            LongStream.range(0, WORLD.notices()).mapToObj(WORLD::notice).toList();

    @Test
    void historiesLeadFromTheRequestToTheStatusOfToday() {
        Set<NoticeStatus.Code> told = EnumSet.noneOf(NoticeStatus.Code.class);
        for (Notice notice : NOTICES) {
            List<NoticeStatusChange> history = notice.getStatusHistoryList();
            if (history.isEmpty()) {
                assertThat(notice.getStatus()).isEqualTo(NoticeStatus.Code.PUBLISHED);
                continue;
            }
            told.add(notice.getStatus());
            assertThat(history.getFirst().getStatus()).isEqualTo(NoticeStatus.Code.REQUESTED);
            assertThat(history.getLast().getStatus()).isEqualTo(notice.getStatus());
            assertThat(history).extracting(NoticeStatusChange::getDate).isSorted();
            assertThat(history.getLast().getDate()).isLessThanOrEqualTo(Days.REFERENCE.toString());
        }
        assertThat(told).hasSize(8);
    }

    @Test
    void noticeThatIsHeldIsNotDueForDeletion() {
        assertThat(NOTICES).allSatisfy(notice -> {
            if (notice.getStatus() == NoticeStatus.Code.EXPIRED) {
                assertThat(notice.getExpires()).isEmpty();
            } else {
                assertThat(notice.getExpires()).isGreaterThan("2030-12-31");
            }
        });
    }

    @Test
    void someAreCarriedOutOtherwiseOrShownToSomeOrFiled() {
        List<Notice> overridden = NOTICES.stream().filter(n -> n.getActionByStateCount() > 0).toList();
        List<Notice> restricted = NOTICES.stream().filter(Notice::hasRestrictions).toList();
        assertThat(overridden).hasSizeBetween(700, 900);
        assertThat(restricted).hasSizeBetween(500, 700);
        assertThat(NOTICES.stream().filter(n -> !n.getFile().isEmpty()).map(Notice::getFile).distinct()).hasSize(3);
        assertThat(overridden).allSatisfy(notice -> assertThat(notice.getActionByStateList())
                .extracting(ActionOverride::getState)
                .doesNotHaveDuplicates()
                .doesNotContain(notice.getOwner()));
        assertThat(restricted).allSatisfy(notice -> assertThat(notice.getRestrictions().getPartiesList())
                .isNotEmpty()
                .doesNotContain(notice.getOwner()));
        assertThat(restricted)
                .extracting(notice -> notice.getRestrictions().getRecipients())
                .contains(Recipients.Code.LIST, Recipients.Code.EXCEPT);
    }
}
