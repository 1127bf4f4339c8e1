package io.vigie.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Confidentiality;
import io.vigie.v1.Dataset;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    @ParameterizedTest
    @CsvSource({
        "ALL,    FRA,      true",
        "LIST,   FRA,      false",
        "LIST,   DEU,      true",
        "LIST,   D,        true",
        "LIST,   SCHENGEN, true",
        "LIST,   ASEAN,    false",
        "LIST,   SOME_BUREAU, false",
        "EXCEPT, DEU,      false",
        "EXCEPT, EU,       false",
        "EXCEPT, FIVE_EYES, true",
        "UNSPECIFIED, EU,  true",
        "UNSPECIFIED, USA, false",
    })
    void seesWhatRestrictionsAllowItsPartyOrAGroupOfIt(Recipients.Code recipients, String named, boolean seen) {
        Restrictions restrictions = restrictions(recipients, Confidentiality.Code.UNSPECIFIED, named);

        assertThat(member("D").maySee(Dataset.Code.PERSONS, "ITA", restrictions, "")).isEqualTo(seen);
        assertThat(member("DEU").maySee(Dataset.Code.PERSONS, "D", restrictions, "")).as("its own").isTrue();
        assertThat(Caller.LOCAL_OPERATOR.maySee(Dataset.Code.PERSONS, "ITA", restrictions, "")).isTrue();
    }

    @Test
    void partiesThatNobodyRegisteredMeanWhoeverSpellsItselfTheSame() {
        Restrictions restrictions = restrictions(Recipients.Code.LIST, Confidentiality.Code.UNSPECIFIED, "SOME_BUREAU");

        assertThat(Caller.LOCAL_OPERATOR.as("SOME_BUREAU").maySee(Dataset.Code.PERSONS, "ITA", restrictions, "")).isTrue();
        assertThat(Caller.LOCAL_OPERATOR.as("OTHER_BUREAU").maySee(Dataset.Code.PERSONS, "ITA", restrictions, "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL,    OFFICIAL_USE, '',       true",
        "UNSPECIFIED, UNSPECIFIED, '',   true",
        "ALL,    RESTRICTED,   '',       false",
        "ALL,    CONFIDENTIAL, FRONTEX,  true",
        "LIST,   CONFIDENTIAL, FRONTEX,  true",
        "LIST,   CONFIDENTIAL, EU_AGENCIES, true",
        "LIST,   OFFICIAL_USE, EUROPOL,  false",
        "EXCEPT, OFFICIAL_USE, RUS,      false",
    })
    void observersSeeWhatIsOpenToAllInOfficialUseAndWhatNamesThem(
            Recipients.Code recipients, Confidentiality.Code confidentiality, String named, boolean seen) {
        Caller observer = Caller.terminal("FRONTEX", "joint-operation", "desk", Role.OBSERVER);

        assertThat(observer.maySee(Dataset.Code.PERSONS, "ITA", restrictions(recipients, confidentiality, named), "")).isEqualTo(seen);
    }

    @Test
    void isNamedAsTheAuditTrailShowsIt() {
        assertThat(Caller.terminal("D", "bundespolizei", "gate-1", Role.MEMBER).name())
                .isEqualTo("DEU/bundespolizei/gate-1");
        assertThat(Caller.LOCAL_OPERATOR.as("FRA").name()).isEqualTo("local-operator");
        assertThat(Caller.LOCAL_OPERATOR.as("FRA").isLocalOperator()).isTrue();
        assertThat(member("FRA").isLocalOperator()).isFalse();
    }

    @Test
    void registryKnowsStatesAndOrganisationsAndNoGroupAsAParty() {
        assertThat(List.of("FRA", "D", "EUROPOL", "INTERPOL", "XPO", "UNO", "UTO")).allMatch(Parties::isKnown);
        assertThat(List.of("EU", "SCHENGEN", "XYZ", "europol", "")).noneMatch(Parties::isKnown);
        assertThat(List.of("EU", "SCHENGEN")).allMatch(Parties::isGroup);
        assertThat(Parties.canonical("XPO")).isEqualTo("INTERPOL");
        assertThat(Parties.canonical("INP")).isEqualTo("INTERPOL");
    }

    private static Caller member(String party) {
        return Caller.terminal(party, "police", "gate-1", Role.MEMBER);
    }

    private static Restrictions restrictions(Recipients.Code recipients, Confidentiality.Code confidentiality, String named) {
        Restrictions.Builder restrictions =
                Restrictions.newBuilder().setRecipients(recipients).setConfidentiality(confidentiality);
        if (!named.isEmpty()) {
            restrictions.addParties(named);
        }
        return restrictions.build();
    }
}
