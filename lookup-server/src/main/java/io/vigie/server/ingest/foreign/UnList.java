package io.vigie.server.ingest.foreign;

import com.google.protobuf.Timestamp;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.TravelDocument;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The UN Security Council's consolidated list: individuals become persons. */
final class UnList implements EntryMapping {
    static final Set<String> ENTRIES = Set.of("INDIVIDUAL", "ENTITY");

    private static final String FILE = "UN consolidated list";

    private final String owner;

    UnList(String owner) {
        this.owner = owner;
    }

    @Override
    public Outcome map(Node entry, Findings findings) {
        if (!entry.name().equals("INDIVIDUAL")) {
            return new Outcome.LeftOut("ENTITY: no record is about an organisation");
        }
        if (entry.first("DELISTED_ON") != null) {
            return new Outcome.LeftOut("INDIVIDUAL: delisted");
        }
        String reference = entry.text("REFERENCE_NUMBER");
        String number = reference.isEmpty() ? entry.text("DATAID") : reference;
        if (number.isEmpty()) {
            return new Outcome.Damaged(new ForeignFault(
                    entry.line(), entry.path(), "no REFERENCE_NUMBER and no DATAID (expected: such as QDi.135)"));
        }
        PersonDraft draft = new PersonDraft(entry, findings, "UN-" + number, owner);
        draft.person().setFile(FILE).setOwnerReference(reference);
        names(entry, draft);
        describe(entry, draft);
        entry.all("INDIVIDUAL_DATE_OF_BIRTH").forEach(birth -> birth(birth, draft));
        entry.all("INDIVIDUAL_PLACE_OF_BIRTH").forEach(place -> place(place, draft.confirmed(), draft));
        entry.all("INDIVIDUAL_ALIAS").forEach(alias -> alias(alias, draft, findings));
        entry.all("INDIVIDUAL_DOCUMENT").forEach(document -> document(document, draft, findings));
        return draft.finish();
    }

    private static void names(Node entry, PersonDraft draft) {
        List<String> names = entry.textsOf("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME");
        draft.name(draft.confirmed(), String.join(" ", names), entry);
        for (Node original : entry.all("NAME_ORIGINAL_SCRIPT")) {
            draft.name(draft.confirmed(), original.text(), original);
        }
    }

    private static void describe(Node entry, PersonDraft draft) {
        draft.person()
                .setReason(draft.values().joined("; ", entry.texts("UN_LIST_TYPE"), entry))
                .setOccupation(draft.values().joined("; ", values(entry, "DESIGNATION"), entry));
        draft.confirmed().setRemarks(draft.values().joined("; ", entry.textsOf("COMMENTS1", "NOTE"), entry));
        for (String list : List.of("NATIONALITY", "NATIONALITY2")) {
            entry.all(list).forEach(nationality -> leaves(nationality).forEach(draft::nationality));
        }
        entry.all("GENDER").stream().limit(1).forEach(draft::sex);
        entry.all("INDIVIDUAL_ADDRESS").forEach(address -> draft.person().addAddresses(address(address, draft)));
        Timestamp listed = draft.values().day(entry.first("LISTED_ON"));
        if (listed != null) {
            draft.person().setEntered(listed);
        }
        updated(entry, draft);
    }

    private static void updated(Node entry, PersonDraft draft) {
        @Nullable Timestamp last = null;
        for (Node list : entry.all("LAST_DAY_UPDATED")) {
            for (Node day : leaves(list)) {
                Timestamp updated = draft.values().day(day);
                if (updated != null && (last == null || updated.getSeconds() > last.getSeconds())) {
                    last = updated;
                }
            }
        }
        if (last != null) {
            draft.person().setUpdated(last);
        }
    }

    private static void birth(Node birth, PersonDraft draft) {
        Identity.Builder identity = draft.confirmed();
        boolean isAbout = birth.text("TYPE_OF_DATE").equalsIgnoreCase("APPROXIMATELY");
        Node from = birth.first("FROM_YEAR");
        Node to = birth.first("TO_YEAR");
        if (from != null && to != null) {
            String interval = ListDates.interval(ListDates.iso(from.text()), ListDates.iso(to.text()));
            to.text();
            draft.birthDate(identity, interval, from, "expected: FROM_YEAR and TO_YEAR, YYYY and not later");
            return;
        }
        // Where both stand the date says more.
        Node date = birth.first("DATE") != null ? birth.first("DATE") : birth.first("YEAR");
        date = date != null ? date : from != null ? from : to;
        if (date != null) {
            String iso = ListDates.iso(date.text());
            draft.birthDate(identity, isAbout ? ListDates.about(iso) : iso, date, ListDates.ISO_EXPECTED);
            birth.texts("YEAR");
        }
    }

    private static void place(Node place, Identity.Builder identity, PersonDraft draft) {
        String state = draft.values().state(place.first("COUNTRY"));
        draft.birthPlace(identity, address(place, draft), state, place);
    }

    private static String address(Node address, PersonDraft draft) {
        return draft.values().joined(
                ", ", address.textsOf("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"), address);
    }

    private static void alias(Node alias, PersonDraft draft, Findings findings) {
        Node quality = alias.first("QUALITY");
        IdentityCategory.Code category = category(quality, findings);
        for (Node names : alias.all("ALIAS_NAME")) {
            for (String name : names.text().split(" ?; ?")) {
                Identity.Builder identity = draft.identity(category);
                draft.name(identity, name.strip(), names);
                details(alias, identity, draft);
            }
        }
    }

    private static void details(Node alias, Identity.Builder identity, PersonDraft draft) {
        for (Node birth : alias.all("DATE_OF_BIRTH")) {
            draft.birthDate(identity, date(birth.text()), birth, ListDates.ISO_EXPECTED);
        }
        String place = draft.values().joined(", ", alias.textsOf("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"), alias);
        draft.birthPlace(identity, place, draft.values().state(alias.first("COUNTRY_OF_BIRTH")), alias);
        identity.setRemarks(draft.values().joined("; ", alias.texts("NOTE"), alias));
    }

    private static IdentityCategory.Code category(@Nullable Node quality, Findings findings) {
        if (quality == null) {
            return IdentityCategory.Code.ALIAS;
        }
        return switch (quality.text().toLowerCase(Locale.ROOT)) {
            case "good", "a.k.a." -> IdentityCategory.Code.ALIAS;
            case "low" -> IdentityCategory.Code.NOT_CONFIRMED;
            case "f.k.a." -> IdentityCategory.Code.PREVIOUS;
            default -> {
                findings.fault(quality, Findings.quoted(quality.text()) + " (expected: Good, Low, a.k.a. or f.k.a.)");
                yield IdentityCategory.Code.NOT_CONFIRMED;
            }
        };
    }

    private static void document(Node document, PersonDraft draft, Findings findings) {
        Node number = document.first("NUMBER");
        if (number == null) {
            findings.unread(document, "no number");
            return;
        }
        String label = String.join(" ", document.textsOf("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2"));
        Node state = document.first("ISSUING_COUNTRY");
        // The place where it was issued is often an embassy: it is the state's only where nothing else is said.
        state = state == null ? document.first("COUNTRY_OF_ISSUE") : state;
        TravelDocument.Builder made = draft.number(DocumentKind.of(label), label, number, draft.values().state(state));
        if (made != null) {
            Node issued = document.first("DATE_OF_ISSUE");
            String date = issued == null ? null : date(issued.text());
            made.setIssueDate(draft.values().date(issued, date, ListDates.ISO_EXPECTED));
            made.setIssuingPlace(
                    draft.values().joined(", ", document.textsOf("CITY_OF_ISSUE", "COUNTRY_OF_ISSUE"), document));
        }
    }

    private static @Nullable String date(String text) {
        String iso = ListDates.iso(text);
        return iso != null ? iso : ListDates.english(text);
    }

    /** {@code <X><VALUE>…</VALUE></X>}, or the text of X itself. */
    private static List<String> values(Node entry, String list) {
        return entry.all(list).stream()
                .flatMap(node -> leaves(node).stream())
                .map(Node::text)
                .toList();
    }

    private static List<Node> leaves(Node list) {
        List<Node> values = list.all("VALUE");
        return values.isEmpty() ? List.of(list) : values;
    }
}
