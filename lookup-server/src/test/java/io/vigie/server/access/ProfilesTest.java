package io.vigie.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.AccessGrant;
import io.vigie.v1.AccessProfile;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Context;
import io.vigie.v1.ContextField;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.RequestKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final Question BY_NUMBER = Question.newBuilder()
            .setDocument(DocumentQuestion.newBuilder().setNumber("A1"))
            .build();

    @Test
    void theClosestGrantCountsAndNobodyElseHasAny() throws Profiles.InvalidProfilesException {
        Profiles profiles = Profiles.of(
                file(
                        List.of(named("any").setRate(1), named("party").setRate(2), named("desk").setRate(3)),
                        grant("any", "DEU", "", ""),
                        grant("party", "DEU", "police", ""),
                        grant("desk", "D", "police", "desk-1")),
                Map.of());

        assertThat(manifestOf(profiles.of("DEU", "customs", "x", new Rates()))).isNull();
        assertThat(refusalAtOnce(profiles.of("DEU", "customs", "x", new Rates()))).isEqualTo(2);
        assertThat(refusalAtOnce(profiles.of("DEU", "police", "x", new Rates()))).isEqualTo(3);
        assertThat(refusalAtOnce(profiles.of("DEU", "police", "desk-1", new Rates()))).isEqualTo(4);
        assertThat(refusal(profiles.of("FRA", "police", "desk-1", new Rates()), BY_NUMBER)).isEqualTo(Error.Code.Value.NOT_ALLOWED);
    }

    @Test
    void aPartyNarrowsAndNeverWidens() throws Profiles.InvalidProfilesException {
        AccessProfile.Builder granted = named("granted").addDatasets(Dataset.Code.TRAVEL_DOCUMENTS).addFiles("F1").addFiles("F2");
        AccessProfile.Builder own = named("own")
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .addDatasets(Dataset.Code.PERSONS)
                .addFiles("F2")
                .addFiles("F3")
                .addKinds(RequestKind.Code.DOCUMENT)
                .addKinds(RequestKind.Code.FOLLOW)
                .addOfficers("o1");
        Profiles profiles = Profiles.of(
                file(List.of(granted), grant("granted", "DEU", "", "")),
                Map.of("D", file(List.of(own), grant("own", "", "police", ""))));

        Rights rights = profiles.of("DEU", "police", "x", new Rates());
        assertThat(rights.include(Dataset.Code.TRAVEL_DOCUMENTS)).isTrue();
        assertThat(rights.include(Dataset.Code.PERSONS)).isFalse();
        assertThat(List.of("F1", "F2", "F3", "").stream().filter(rights::includeFile)).containsExactly("F2", "");
        assertThat(rights.refusal(RequestKind.Code.FOLLOW, TODAY)).isNotNull();
        assertThat(rights.refusal(RequestKind.Code.ZONE, TODAY)).isNotNull();
        assertThat(refusal(rights, asked("o1", Purpose.Code.BORDER))).isNull();
        assertThat(refusal(rights, asked("o2", Purpose.Code.BORDER))).isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(refusal(rights, BY_NUMBER)).isEqualTo(Error.Code.Value.MISSING_VALUE);
        assertThat(refusal(profiles.of("DEU", "customs", "x", new Rates()), BY_NUMBER))
                .as("a terminal that its party does not name")
                .isEqualTo(Error.Code.Value.NOT_ALLOWED);
    }

    @Test
    void judgesKindsPatternsDatasetsPurposesAndTheEnd() throws Profiles.InvalidProfilesException {
        Rights rights = only(named("p")
                .addKinds(RequestKind.Code.DOCUMENT)
                .addKinds(RequestKind.Code.PERSON)
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .addPurposes(Purpose.Code.BORDER)
                .setEnds("2026-11-26"));

        assertThat(refusal(rights, asked("", Purpose.Code.BORDER))).isNull();
        assertThat(refusal(rights, asked("", Purpose.Code.POLICE))).isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(refusal(rights, BY_NUMBER)).as("without purpose").isEqualTo(Error.Code.Value.MISSING_VALUE);
        Question border = asked("", Purpose.Code.BORDER);
        assertThat(refusal(rights, border.toBuilder().addMrz("P<").build())).isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(refusal(rights, border.toBuilder().setNotice(NoticeQuestion.getDefaultInstance()).build()))
                .isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(refusal(rights, border.toBuilder().setPerson(PersonQuestion.getDefaultInstance()).build())).isNull();
        assertThat(refusal(rights, border.toBuilder().addDatasets(Dataset.Code.PERSONS).build()))
                .isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(refusal(rights, border.toBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber("ABCD*"))
                        .build()))
                .isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(rights.refusal(border, TODAY.plusDays(1), 0)).as("after the end").isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"OFFICER, context.officer", "PLACE, context.place", "DIRECTION, context.direction", "JOURNEY, context.journey",
        "PURPOSE, context.purpose"})
    void namesTheContextThatIsMissing(ContextField.Code field, String name) throws Profiles.InvalidProfilesException {
        Error error = only(named("p").addMandatoryContext(field)).refusal(BY_NUMBER, TODAY, 0);
        assertThat(error).isNotNull();
        assertThat(error.getField()).isEqualTo(name);
        assertThat(error.getCode()).isEqualTo(Error.Code.Value.MISSING_VALUE);
    }

    @Test
    void allowsSoManyASecondAndSomeAtOnce() {
        RateLimit limit = RateLimit.of(10, 3);
        long now = 5;
        assertThat(List.of(limit.take(now), limit.take(now), limit.take(now), limit.take(now)))
                .containsExactly(true, true, true, false);
        now += TimeUnit.MILLISECONDS.toNanos(99);
        assertThat(limit.take(now)).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(2);
        assertThat(List.of(limit.take(now), limit.take(now))).containsExactly(true, false);
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(List.of(limit.take(now), limit.take(now), limit.take(now), limit.take(now)))
                .containsExactly(true, true, true, false);
    }

    @Test
    void whatIsLeftOfARateOutlivesAChangeOfProfiles() throws Profiles.InvalidProfilesException {
        AccessRules rules = new AccessRules();
        Caller desk = Caller.terminal("FRA", "a", "t", Role.MEMBER);
        AccessProfiles before = file(List.of(named("p").setRate(1).setBurst(5)), grant("p", "FRA", "", ""));
        rules.enforce(Profiles.of(before, Map.of()));
        assertThat(refusalAtOnce(rules.withRights(desk).rights())).isEqualTo(6);
        AccessProfiles after = file(List.of(named("p").setRate(1).setBurst(5).addFiles("F")), grant("p", "FRA", "", ""));
        rules.enforce(Profiles.of(after, Map.of("FRA", file(List.of(named("q")), grant("q", "", "", "")))));
        assertThat(refusalAtOnce(rules.withRights(desk).rights())).as("none left").isEqualTo(1);
    }

    @Test
    void aFetchIsJudgedAsAQuestionIs() throws Profiles.InvalidProfilesException {
        Rights rights = only(named("p").addOfficers("o1").addPurposes(Purpose.Code.BORDER).setRate(1).setBurst(2));
        Context right = asked("o1", Purpose.Code.BORDER).getContext();
        assertThat(fetchRefusal(rights, Context.getDefaultInstance())).isEqualTo(Error.Code.Value.MISSING_VALUE);
        assertThat(fetchRefusal(rights, asked("o2", Purpose.Code.BORDER).getContext())).isEqualTo(Error.Code.Value.NOT_ALLOWED);
        assertThat(fetchRefusal(rights, right)).isNull();
        assertThat(fetchRefusal(rights, right)).isNull();
        assertThat(fetchRefusal(rights, right)).isEqualTo(Error.Code.Value.RATE_EXCEEDED);
    }

    @Test
    void aRateThatIsUsedUpTakesNothingOfAnother() {
        RateLimit limit = RateLimit.of(1, 1);
        assertThat(limit.take(10)).isTrue();
        limit.giveBack();
        assertThat(limit.take(5)).as("at an earlier time").isTrue();
        assertThat(limit.take(10)).as("time is given once").isFalse();
    }

    @Test
    void whatNeedsALookAtTheWholeQuestionClosesTheShortWay() throws Profiles.InvalidProfilesException {
        assertThat(Rights.ALL.allowPlainQuestions()).isTrue();
        assertThat(Rights.NONE.allowPlainQuestions()).isFalse();
        assertThat(only(named("p").addFiles("F").addFields("name").setManifestMax(3)).allowPlainQuestions()).isTrue();
        for (AccessProfile.Builder narrow : List.of(
                named("p").addDatasets(Dataset.Code.PERSONS),
                named("p").addKinds(RequestKind.Code.DOCUMENT),
                named("p").addOfficers("o"))) {
            assertThat(only(narrow).allowPlainQuestions()).as("%s", narrow).isFalse();
        }
    }

    @Test
    void namesWhatCannotBeGranted() {
        refuses(file(List.of(named(""))), "profiles[0].name: absent");
        refuses(file(List.of(named("a"), named("a"))), "profiles[1].name: \"a\" twice");
        refuses(file(List.of(named("a").addFields("nam"))), "profiles[0].fields: \"nam\"");
        refuses(file(List.of(named("a").setEnds("soon"))), "profiles[0].ends: \"soon\"");
        refuses(file(List.of(named("a").setRate(-1))), "profiles[0].rate: -1.0");
        refuses(file(List.of(named("a").addDatasetsValue(99))), "profiles[0].datasets: UNRECOGNIZED");
        refuses(file(List.of(), grant("b", "", "", "")), "grants[0].profile: \"b\"");
        refuses(file(List.of(named("a")), grant("a", "XYZ", "", "")), "grants[0].party: \"XYZ\"");
        refuses(
                file(List.of(named("a")), grant("a", "D", "", ""), grant("a", "DEU", "", "")),
                "grants[1]: names whom another grant names");
        assertThatThrownBy(() -> Profiles.of(
                        AccessProfiles.getDefaultInstance(),
                        Map.of("DEU", file(List.of(named("a")), grant("a", "FRA", "", "")))))
                .hasMessageContaining("grants[0].party: \"FRA\" (expected: DEU, whose file it is)");
    }

    private static void refuses(AccessProfiles file, String message) {
        assertThatThrownBy(() -> Profiles.of(file, Map.of())).hasMessageStartingWith(message);
    }

    private static Rights only(AccessProfile.Builder profile) throws Profiles.InvalidProfilesException {
        return Profiles.of(file(List.of(profile), grant(profile.getName(), "", "", "")), Map.of()).of("FRA", "a", "t", new Rates());
    }

    private static Error.Code.@Nullable Value refusal(Rights rights, Question question) {
        Error error = rights.refusal(question, TODAY, 0);
        return error == null ? null : error.getCode();
    }

    private static Error.Code.@Nullable Value manifestOf(Rights rights) {
        Error error = rights.refusal(RequestKind.Code.MANIFEST, TODAY);
        return error == null ? null : error.getCode();
    }

    private static Error.Code.@Nullable Value fetchRefusal(Rights rights, Context context) {
        Error error = rights.refusal(RequestKind.Code.FETCH, context, TODAY, 0);
        return error == null ? null : error.getCode();
    }

    /** Which question of many at once is the first beyond the rate. */
    private static int refusalAtOnce(Rights rights) {
        int asked = 1;
        while (refusal(rights, BY_NUMBER) == null) {
            asked++;
        }
        return asked;
    }

    private static Question asked(String officer, Purpose.Code purpose) {
        return BY_NUMBER.toBuilder()
                .setContext(Context.newBuilder().setOfficer(officer).setPurpose(purpose))
                .build();
    }

    private static AccessProfile.Builder named(String name) {
        return AccessProfile.newBuilder().setName(name);
    }

    private static AccessGrant.Builder grant(String profile, String party, String authority, String terminal) {
        return AccessGrant.newBuilder()
                .setProfile(profile)
                .setParty(party)
                .setAuthority(authority)
                .setTerminal(terminal);
    }

    private static AccessProfiles file(List<AccessProfile.Builder> profiles, AccessGrant.Builder... grants) {
        AccessProfiles.Builder file = AccessProfiles.newBuilder();
        profiles.forEach(file::addProfiles);
        for (AccessGrant.Builder grant : grants) {
            file.addGrants(grant);
        }
        return file.build();
    }
}
