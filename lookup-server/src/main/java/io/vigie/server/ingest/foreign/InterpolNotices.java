package io.vigie.server.ingest.foreign;

import io.vigie.v1.Action;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Instrument;
import io.vigie.v1.Name;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.ParentName;
import io.vigie.v1.SubjectKind;
import io.vigie.v1.UnMeasure;
import io.vigie.v1.Warrant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** INTERPOL's public red, yellow and UN notices: each becomes a person and a notice that names each other. */
final class InterpolNotices implements EntryMapping {
    private static final Pattern ID = Pattern.compile("\\d{4}[/-]\\d{1,9}");
    private static final String DATE_EXPECTED = "expected: YYYY, YYYY/MM or YYYY/MM/DD";
    private static final String FILE = "INTERPOL public notices";

    private final String owner;

    InterpolNotices(String owner) {
        this.owner = owner;
    }

    @Override
    public Outcome map(Node entry, Findings findings) {
        String entityId = entry.text("entity_id");
        if (!ID.matcher(entityId).matches()) {
            return new Outcome.Damaged(new ForeignFault(
                    entry.line(), entry.path(), "entity_id: absent or of another form (expected: such as 2026/12345)"));
        }
        String link = entry.all("_links").stream()
                .flatMap(links -> links.all("self").stream())
                .map(self -> self.text("href"))
                .findFirst()
                .orElse("");
        if (link.contains("/un/entities")) {
            return new Outcome.LeftOut("UN notice on an entity: no record is about one");
        }
        String noticeId = entityId.replace('-', '/');
        PersonDraft draft = new PersonDraft(entry, findings, "INTERPOL-" + entityId.replace('/', '-'), owner);
        draft.person().addNoticeIds(noticeId).setFile(FILE).setOwnerReference(noticeId);
        names(entry, draft);
        describe(entry, draft);
        parents(entry, draft);
        draft.notice(notice(entry, noticeId, colour(entry, link), draft));
        return draft.finish();
    }

    private static void names(Node entry, PersonDraft draft) {
        name(draft.confirmed(), entry, "name", "forename", draft);
        name(draft.confirmed(), entry, "name_in_original_script", "forename_in_original_script", draft);
        for (String atBirth : List.of("birth_name", "name_at_birth")) {
            name(draft.identity(IdentityCategory.Code.AT_BIRTH), entry, atBirth, "", draft);
        }
        for (Node alias : entry.all("aliases")) {
            Identity.Builder identity = draft.identity(IdentityCategory.Code.ALIAS);
            if (alias.parts().isEmpty()) {
                draft.name(identity, alias.text(), alias);
            } else {
                name(identity, alias, "name", "forename", draft);
            }
        }
    }

    private static void name(Identity.Builder to, Node at, String surnamePart, String givenPart, PersonDraft draft) {
        String surname = at.text(surnamePart);
        String given = givenPart.isEmpty() ? "" : at.text(givenPart);
        Node shown = at.first(surnamePart) == null ? at : at.all(surnamePart).getFirst();
        draft.name(to, (given + " " + surname).strip(), surname, given, shown);
    }

    private static void describe(Node entry, PersonDraft draft) {
        Values values = draft.values();
        Identity.Builder identity = draft.confirmed();
        for (Node birth : entry.all("date_of_birth")) {
            draft.birthDate(identity, ListDates.slashed(birth.text()), birth, DATE_EXPECTED);
        }
        draft.birthPlace(
                identity, entry.text("place_of_birth"), values.state(entry.first("country_of_birth_id")), entry);
        entry.all("sex_id").forEach(draft::sex);
        entry.all("nationalities").forEach(draft::nationality);
        identity.setRemarks(values.joined("; ", entry.texts("additional_information"), entry));
        draft.person()
                .setHeightCm(values.centimetres(entry.first("height")))
                .setWeightKg(values.kilograms(entry.first("weight")))
                .addAllHair(entry.texts("hairs_id"))
                .addAllEyes(entry.texts("eyes_colors_id"))
                .setMarks(values.joined("; ", entry.texts("distinguishing_marks"), entry))
                .addAllLanguages(values.languages(entry.all("languages_spoken_ids")))
                .setOccupation(values.joined("; ", entry.textsOf("profession", "main_activity"), entry));
        for (Node address : entry.all("addresses")) {
            if (address.parts().isEmpty()) {
                draft.person().addAddresses(values.cut(address.text(), address));
            }
        }
    }

    private static void parents(Node entry, PersonDraft draft) {
        for (String relation : List.of("father", "mother")) {
            String surname = entry.text(relation + "_name");
            String given = entry.text(relation + "_forename");
            if (!surname.isEmpty() || !given.isEmpty()) {
                draft.person()
                        .addParents(ParentName.newBuilder()
                                .setRelation(relation)
                                .setName(Name.newBuilder().setSurname(surname).setGiven(given)));
            }
        }
    }

    /** The service says it in the address alone; else by the fields that only one colour has. */
    private static NoticeColour.Code colour(Node entry, String link) {
        if (link.contains("/red") || entry.first("arrest_warrants") != null) {
            return NoticeColour.Code.RED;
        }
        if (link.contains("/yellow") || entry.first("date_of_event") != null) {
            return NoticeColour.Code.YELLOW;
        }
        boolean un = link.contains("/un/") || entry.first("un_reference") != null;
        return un ? NoticeColour.Code.UN_SPECIAL : NoticeColour.Code.UNSPECIFIED;
    }

    private Notice notice(Node entry, String id, NoticeColour.Code colour, PersonDraft draft) {
        Values values = draft.values();
        Notice.Builder notice = Notice.newBuilder()
                .setId(id)
                .setOwner(owner)
                .setFile(FILE)
                .setColour(colour)
                .setInstrument(Instrument.Code.NOTICE)
                .setStatus(NoticeStatus.Code.PUBLISHED)
                .addSubjects(draft.person().getId())
                .setSubjectKind(SubjectKind.Code.PERSON)
                .setPublicExtract(true)
                .setFacts(values.joined("; ", entry.texts("summary"), entry))
                .setFactsPlace(values.joined(", ", entry.textsOf("place", "country"), entry))
                .setUnReference(entry.text("un_reference"))
                .setUnResolution(values.joined("; ", entry.texts("un_resolution"), entry))
                .setUnReferenceDate(date(entry.first("un_reference_date"), values))
                .setEventDate(date(entry.first("date_of_event"), values));
        entry.all("arrest_warrants").forEach(warrant -> warrant(warrant, notice, values));
        entry.all("purposes").forEach(purpose -> purpose(purpose, notice));
        return notice.setAction(action(notice)).build();
    }

    private static void warrant(Node warrant, Notice.Builder notice, Values values) {
        String charge = values.joined("; ", warrant.texts("charge"), warrant);
        notice.addWarrants(Warrant.newBuilder()
                .setState(values.state(warrant.first("issuing_country_id")))
                .setCharge(charge)
                .setChargeTranslation(values.joined("; ", warrant.texts("charge_translation"), warrant)));
        if (!charge.isEmpty()) {
            notice.addCharges(charge);
        }
    }

    private static void purpose(Node purpose, Notice.Builder notice) {
        String words = purpose.text().toLowerCase(Locale.ROOT);
        if (words.contains("freeze")) {
            notice.addUnMeasures(UnMeasure.Code.ASSETS_FREEZE);
        }
        if (words.contains("travel")) {
            notice.addUnMeasures(UnMeasure.Code.TRAVEL_BAN);
        }
        if (words.contains("arms")) {
            notice.addUnMeasures(UnMeasure.Code.ARMS_EMBARGO);
        }
    }

    /** What a colour asks for; a UN notice asks for what its resolution orders. */
    private static Action.Code action(Notice.Builder notice) {
        return switch (notice.getColour()) {
            case RED -> Action.Code.ARREST_PROVISIONAL;
            case YELLOW -> Action.Code.PROTECT;
            case UN_SPECIAL ->
                notice.getUnMeasuresList().contains(UnMeasure.Code.TRAVEL_BAN)
                        ? Action.Code.UN_TRAVEL_BAN
                        : notice.getUnMeasuresList().contains(UnMeasure.Code.ASSETS_FREEZE)
                                ? Action.Code.FREEZE_ASSETS
                                : Action.Code.CONTACT_OWNER;
            case UNSPECIFIED, BLUE, GREEN, BLACK, ORANGE, PURPLE, SILVER, UNRECOGNIZED -> Action.Code.CONTACT_OWNER;
        };
    }

    private static String date(@Nullable Node at, Values values) {
        String date = at == null ? null : ListDates.slashed(at.text());
        return values.date(at, date == null && at != null ? ListDates.iso(at.text()) : date, DATE_EXPECTED);
    }
}
