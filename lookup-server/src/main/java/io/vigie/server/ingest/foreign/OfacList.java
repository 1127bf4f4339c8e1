package io.vigie.server.ingest.foreign;

import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.TravelDocument;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OFAC's list of specially designated nationals: individuals become persons. */
final class OfacList implements EntryMapping {
    static final Set<String> ENTRIES = Set.of("sdnEntry");

    private static final String FILE = "OFAC SDN";

    private final String owner;

    OfacList(String owner) {
        this.owner = owner;
    }

    @Override
    public Outcome map(Node entry, Findings findings) {
        String type = entry.text("sdnType");
        if (!type.equalsIgnoreCase("Individual")) {
            return new Outcome.LeftOut("sdnType " + (type.isEmpty() ? "absent" : type) + ": no record is about one");
        }
        String uid = entry.text("uid");
        if (uid.isEmpty()) {
            return new Outcome.Damaged(new ForeignFault(entry.line(), entry.path(), "no uid (expected: a number)"));
        }
        PersonDraft draft = new PersonDraft(entry, findings, "OFAC-" + uid, owner);
        draft.person().setFile(FILE).setOwnerReference(uid);
        name(draft.confirmed(), entry, draft);
        describe(entry, draft);
        births(entry, draft);
        items(entry, "akaList", "aka").forEach(aka -> alias(aka, draft, findings));
        items(entry, "idList", "id").forEach(id -> number(id, draft));
        return draft.finish();
    }

    private static void name(Identity.Builder to, Node at, PersonDraft draft) {
        String given = at.text("firstName");
        String surname = at.text("lastName");
        draft.name(to, (given + " " + surname).strip(), surname, given, at);
    }

    private static void describe(Node entry, PersonDraft draft) {
        List<String> programs =
                items(entry, "programList", "program").map(Node::text).toList();
        draft.person()
                .setReason(draft.values().joined("; ", programs, entry))
                .setOccupation(draft.values().joined("; ", entry.texts("title"), entry));
        draft.confirmed().setRemarks(draft.values().joined("; ", entry.texts("remarks"), entry));
        Stream.concat(
                        items(entry, "nationalityList", "nationality"),
                        items(entry, "citizenshipList", "citizenship"))
                .flatMap(nationality -> nationality.all("country").stream())
                .forEach(draft::nationality);
        items(entry, "addressList", "address").forEach(address -> address(address, draft));
    }

    private static void address(Node address, PersonDraft draft) {
        String written = draft.values().joined(
                ", ",
                address.textsOf(
                        "address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country"),
                address);
        if (!written.isEmpty()) {
            draft.person().addAddresses(written);
        }
    }

    private static void births(Node entry, PersonDraft draft) {
        items(entry, "dateOfBirthList", "dateOfBirthItem")
                .flatMap(item -> item.all("dateOfBirth").stream())
                .forEach(birth -> {
                    String date = ListDates.english(birth.text());
                    draft.birthDate(draft.confirmed(), date, birth, ListDates.ENGLISH_EXPECTED);
                });
        items(entry, "placeOfBirthList", "placeOfBirthItem")
                .flatMap(item -> item.all("placeOfBirth").stream())
                .forEach(place -> draft.birthPlace(draft.confirmed(), place.text(), stateOf(place.text()), place));
    }

    /** {@code Tunis, Tunisia}: the last part may name a state; a region is as good a place. */
    private static String stateOf(String place) {
        String code = StateNames.code(place.substring(place.lastIndexOf(',') + 1));
        return code == null ? "" : code;
    }

    private static void alias(Node aka, PersonDraft draft, Findings findings) {
        boolean weak = aka.text("category").equalsIgnoreCase("weak");
        String type = aka.text("type").toLowerCase(Locale.ROOT);
        IdentityCategory.Code category =
                switch (type) {
                    case "a.k.a.", "n.k.a.", "" -> IdentityCategory.Code.ALIAS;
                    case "f.k.a." -> IdentityCategory.Code.PREVIOUS;
                    default -> {
                        findings.fault(aka, "type " + Findings.quoted(type) + " (expected: a.k.a., f.k.a. or n.k.a.)");
                        yield IdentityCategory.Code.ALIAS;
                    }
                };
        name(draft.identity(weak ? IdentityCategory.Code.NOT_CONFIRMED : category), aka, draft);
    }

    private static void number(Node id, PersonDraft draft) {
        String label = id.text("idType");
        Node number = id.first("idNumber");
        if (number == null) {
            return;
        }
        if (label.equalsIgnoreCase("Gender")) {
            draft.sex(number);
            return;
        }
        String state = draft.values().state(id.first("idCountry"));
        TravelDocument.Builder document = draft.number(DocumentKind.of(label), label, number, state);
        if (document != null) {
            document.setIssueDate(date(id.first("issueDate"), draft))
                    .setExpiryDate(date(id.first("expirationDate"), draft));
        }
    }

    private static String date(@Nullable Node at, PersonDraft draft) {
        return draft.values().date(at, at == null ? null : ListDates.english(at.text()), ListDates.ENGLISH_EXPECTED);
    }

    /** Items of a list inside an entry; their own numbers are of no use to anybody. */
    private static Stream<Node> items(Node entry, String list, String item) {
        return entry.all(list).stream()
                .flatMap(node -> node.all(item).stream())
                .peek(node -> node.textsOf("uid", "mainEntry"));
    }
}
