package io.vigie.server.ingest.foreign;

import com.google.protobuf.Timestamp;
import io.vigie.v1.Caution;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.ParentName;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entities of FollowTheMoney, the model of OpenSanctions and Aleph: Person becomes a person, Passport and Identification
 * documents of their holders, who may come before, behind or inside them.
 */
final class FollowTheMoney implements EntryMapping {
    private static final String ID_PREFIX = "FTM-";

    private static final Map<String, IdentityCategory.Code> OTHER_NAMES = Map.of(
            "alias", IdentityCategory.Code.ALIAS,
            "weakAlias", IdentityCategory.Code.NOT_CONFIRMED,
            "previousName", IdentityCategory.Code.PREVIOUS);

    private final String owner;

    FollowTheMoney(String owner) {
        this.owner = owner;
    }

    @Override
    public Outcome map(Node entry, Findings findings) {
        String schema = entry.text("schema");
        String id = entry.text("id");
        Node properties = entry.first("properties");
        if (schema.isEmpty() || id.isEmpty()) {
            return new Outcome.Damaged(
                    new ForeignFault(entry.line(), "", "no id or no schema (expected: an entity of FollowTheMoney)"));
        }
        return switch (schema) {
            case "Person" ->
                properties == null
                        ? new Outcome.Damaged(new ForeignFault(entry.line(), "", "no properties (expected: name, …)"))
                        : person(entry, id, properties, findings);
            case "Passport", "Identification" ->
                properties == null
                        ? new Outcome.Damaged(new ForeignFault(entry.line(), "", "no properties (expected: number, …)"))
                        : document(entry, schema, id, properties, findings);
            default -> new Outcome.LeftOut("schema " + schema + ": no record is about one");
        };
    }

    private Outcome person(Node entry, String id, Node properties, Findings findings) {
        PersonDraft draft = new PersonDraft(entry, findings, ID_PREFIX + id, owner);
        draft.person().setOwnerReference(id).setFile(file(entry));
        entry.text("caption");
        names(properties, draft, findings);
        births(properties, draft);
        describe(properties, draft);
        body(properties, draft);
        numbers(properties, draft);
        for (String kind : List.of("passportEntity", "passport", "identificationEntity", "identification")) {
            properties.all(kind).forEach(nested -> nested(nested, draft));
        }
        return draft.finish();
    }

    /** The data set, where the entity is of one alone. */
    private static String file(Node entry) {
        List<Node> sets = entry.all("datasets");
        return sets.size() == 1 ? sets.getFirst().text() : "";
    }

    private static void names(Node properties, PersonDraft draft, Findings findings) {
        properties.all("name").forEach(name -> draft.name(draft.confirmed(), name.text(), name));
        parts(properties, draft.confirmed(), findings);
        OTHER_NAMES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> properties
                        .all(kind.getKey())
                        .forEach(name -> draft.name(draft.identity(kind.getValue()), name.text(), name)));
    }

    /** Parts stand in lists of their own; only where each holds one do they belong together. */
    private static void parts(Node properties, Identity.Builder identity, Findings findings) {
        String[] parts = {"firstName", "secondName", "middleName", "fatherName", "lastName"};
        for (String part : parts) {
            List<Node> values = properties.all(part);
            if (values.size() > 1) {
                findings.unread(values.get(1), "several, of which none says to which name it belongs");
                properties.textsOf(parts);
                return;
            }
        }
        String given = String.join(" ", properties.textsOf("firstName", "secondName", "middleName"));
        String patronymic = properties.text("fatherName");
        String surname = properties.text("lastName");
        String full = String.join(" ", properties.textsOf("firstName", "secondName", "middleName", "lastName"));
        if (full.isEmpty()) {
            return;
        }
        Name.Builder name = identity.getNamesBuilderList().stream()
                .filter(known -> known.getFull().equalsIgnoreCase(full))
                .findFirst()
                .orElseGet(() -> identity.addNamesBuilder().setFull(full).setScript(Scripts.of(full)));
        name.setGiven(given).setSurname(surname).setPatronymic(patronymic);
    }

    private static void births(Node properties, PersonDraft draft) {
        Identity.Builder identity = draft.confirmed();
        properties
                .all("birthDate")
                .forEach(birth -> draft.birthDate(
                        identity, ListDates.iso(birth.text()), birth, ListDates.ISO_EXPECTED));
        properties.all("birthPlace").forEach(place -> draft.birthPlace(identity, place.text(), "", place));
        properties
                .all("birthCountry")
                .forEach(state -> draft.birthPlace(identity, "", draft.values().state(state), state));
        properties.all("gender").stream().limit(1).forEach(draft::sex);
    }

    private static void describe(Node properties, PersonDraft draft) {
        Values values = draft.values();
        properties.all("nationality").forEach(draft::nationality);
        properties.all("citizenship").forEach(draft::nationality);
        List<String> topics = properties.texts("topics");
        draft.person()
                .setReason(values.joined("; ", properties.textsOf("program", "topics"), properties))
                .setOccupation(values.joined("; ", properties.texts("position"), properties))
                .addAllAddresses(properties.texts("address"));
        if (topics.contains("crime.terror")) {
            draft.person().addCautions(Caution.Code.TERRORISM);
        }
        draft.confirmed()
                .setRemarks(values.joined("; ", properties.textsOf("summary", "description", "notes"), properties));
        Timestamp entered = values.day(properties.first("createdAt"));
        Timestamp updated = values.day(properties.first("modifiedAt"));
        if (entered != null) {
            draft.person().setEntered(entered);
        }
        if (updated != null) {
            draft.person().setUpdated(updated);
        }
    }

    private static void body(Node properties, PersonDraft draft) {
        Values values = draft.values();
        draft.person()
                .setHeightCm(values.centimetres(properties.first("height")))
                .setWeightKg(values.kilograms(properties.first("weight")))
                .setMarks(values.joined("; ", properties.texts("appearance"), properties))
                .addAllLanguages(values.languages(properties.all("spokenLanguage")));
        for (String mother : properties.texts("motherName")) {
            draft.person()
                    .addParents(ParentName.newBuilder()
                            .setRelation("mother")
                            .setName(Name.newBuilder().setFull(mother)));
        }
    }

    private static void numbers(Node properties, PersonDraft draft) {
        number(properties, "passportNumber", new DocumentKind.Travel(DocumentType.Code.PASSPORT), "", draft);
        number(properties, "idNumber", new DocumentKind.Identity(), "", draft);
        number(properties, "socialSecurityNumber", new DocumentKind.Register("register"), "", draft);
        number(properties, "taxNumber", new DocumentKind.Register("tax"), "", draft);
        number(properties, "innCode", new DocumentKind.Register("tax"), "RUS", draft);
    }

    private static void number(Node properties, String name, DocumentKind kind, String state, PersonDraft draft) {
        properties.all(name).forEach(number -> draft.number(kind, name, number, state));
    }

    /** A document that stands inside of its holder, in exports that nest. */
    private static void nested(Node document, PersonDraft draft) {
        Node properties = document.first("properties");
        Node number = properties == null ? null : number(properties);
        if (properties == null || number == null) {
            return;
        }
        String type = String.join(" ", properties.texts("type"));
        DocumentKind kind = kind(document.text("schema"), type);
        TravelDocument.Builder made = draft.number(kind, type, number, state(properties, draft.values()));
        if (made != null) {
            String id = document.text("id");
            made.setId(id.isEmpty() ? "" : ID_PREFIX + id);
            properties.texts("holder");
            fill(made, properties, draft.values());
        }
    }

    private Outcome document(Node entry, String schema, String id, Node properties, Findings findings) {
        Values values = new Values(findings);
        Node number = number(properties);
        List<String> holders = properties.all("holder").stream()
                .map(holder -> holder.parts().isEmpty() ? holder.text() : holder.text("id"))
                .toList();
        if (number == null || holders.isEmpty()) {
            return new Outcome.Damaged(new ForeignFault(
                    entry.line(), properties.path(), "no number or no holder (expected: a document of somebody)"));
        }
        String label = String.join(" ", properties.texts("type"));
        DocumentType.Code type;
        switch (kind(schema, label)) {
            case DocumentKind.Travel(var code) -> type = code;
            case DocumentKind.Identity _ -> type = DocumentType.Code.ID_CARD;
            case DocumentKind.Register _, DocumentKind.Unheld _ -> {
                return new Outcome.LeftOut(schema + ": no document: " + Findings.quoted(label));
            }
        }
        if (!values.isNumber(number)) {
            return new Outcome.LeftOut(schema + ": its number cannot be read");
        }
        TravelDocument.Builder document = TravelDocument.newBuilder()
                .setId(ID_PREFIX + id)
                .setOwner(owner)
                .setFile(file(entry))
                .setType(type)
                .setIssuingState(state(properties, values))
                .setNumber(number.text())
                .setStatus(DocumentStatus.Code.VALID);
        holders.forEach(holder -> document.addPersonIds(ID_PREFIX + holder));
        entry.text("caption");
        fill(document, properties, values);
        Record record = Record.newBuilder().setTravelDocument(document).build();
        String fault = values.fault(record);
        return fault == null
                ? new Outcome.Mapped(List.of(record))
                : new Outcome.Damaged(new ForeignFault(entry.line(), properties.path(), fault));
    }

    private static void fill(TravelDocument.Builder document, Node properties, Values values) {
        Node start = properties.first("startDate");
        Node end = properties.first("endDate");
        document.setOwnerReference(document.getId().isEmpty() ? "" : document.getId().substring(ID_PREFIX.length()))
                .setIssueDate(values.date(start, start == null ? null : ListDates.iso(start.text()), ListDates.ISO_EXPECTED))
                .setExpiryDate(values.date(end, end == null ? null : ListDates.iso(end.text()), ListDates.ISO_EXPECTED))
                .setIssuingPlace(values.joined("; ", properties.texts("authority"), properties))
                .setPersonalNumber(properties.text("personalNumber"));
    }

    private static @Nullable Node number(Node properties) {
        Node number = properties.first("number");
        return number == null ? properties.first("passportNumber") : number;
    }

    /** What is called a passport is one, whatever else its type says; a document without a type may be any. */
    private static DocumentKind kind(String schema, String type) {
        DocumentKind kind = DocumentKind.of(type);
        if (schema.equals("Passport")) {
            return kind instanceof DocumentKind.Travel ? kind : new DocumentKind.Travel(DocumentType.Code.PASSPORT);
        }
        return type.isEmpty() ? new DocumentKind.Travel(DocumentType.Code.UNSPECIFIED) : kind;
    }

    private static String state(Node properties, Values values) {
        List<Node> countries = properties.all("country");
        return countries.size() == 1 ? values.state(countries.getFirst()) : "";
    }
}
