package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Error;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

/** One table of codes: the enum, who acts, and docs/protocol.md agree. */
class WhoActsTest {
    private static final List<Error.Code.Value> CODES = Arrays.stream(Error.Code.Value.values())
            .filter(code -> code != Error.Code.Value.UNSPECIFIED && code != Error.Code.Value.UNRECOGNIZED)
            .toList();

    @Test
    void theProtocolPageListsEveryCodeWithItsNumberAndWhoActsInOrder() {
        List<String> expected = CODES.stream()
                .map(code -> code.getNumber() + " " + code + " " + WhoActs.on(code))
                .toList();
        assertThat(rows().stream()
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                        .toList())
                .isEqualTo(expected);
    }

    @Test
    void theProtocolPageSaysWhatEveryCodeMeans() {
        assertThat(rows()).allSatisfy(row -> assertThat(row.group(4)).as(row.group(2)).isNotBlank());
    }

    @Test
    void numbersRiseAndTheirBlockSaysWhoFindsTheFault() {
        assertThat(CODES).extracting(Error.Code.Value::getNumber).isSorted().allMatch(n -> n >= 1 && n <= 99);
        assertThat(CODES).filteredOn(code -> code.getNumber() < 40).allMatch(on(WhoActs.CALLER));
        assertThat(CODES)
                .filteredOn(code -> code.getNumber() >= 40 && code.getNumber() < 60)
                .allMatch(on(WhoActs.CLIENT_RETRIES_ELSEWHERE));
        assertThat(CODES)
                .filteredOn(code -> code.getNumber() >= 60 && code.getNumber() < 80)
                .allMatch(on(WhoActs.OPERATOR));
    }

    @Test
    void aCodeThatIsNotKnownIsForTheOperator() {
        assertThat(WhoActs.on(Error.Code.Value.UNSPECIFIED)).isEqualTo(WhoActs.OPERATOR);
        assertThat(WhoActs.on(Error.newBuilder().setCodeValue(9999).build().getCode()))
                .isEqualTo(WhoActs.OPERATOR);
    }

    private static Predicate<Error.Code.Value> on(WhoActs who) {
        return code -> WhoActs.on(code) == who;
    }

    private static List<MatchResult> rows() {
        return ProtocolPage.find(
                "^\\| (\\d+) \\| ([A-Z_]+) \\| (CALLER|CLIENT_RETRIES_ELSEWHERE|OPERATOR) \\| (.*) \\|$");
    }
}
