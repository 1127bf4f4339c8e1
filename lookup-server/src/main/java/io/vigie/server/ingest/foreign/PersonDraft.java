package io.vigie.server.ingest.foreign;

import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Sex;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person while an entry is read: the rules that all lists share. A value that does not fit is told and left out; the
 * person stays as long as there is a name.
 */
final class PersonDraft {
    private static final int NAME_LENGTH_MAX = 512;

    private final Findings findings;
    private final Values values;
    private final Node entry;
    private final Person.Builder person;
    private final Identity.Builder confirmed =
            Identity.newBuilder().setCategory(IdentityCategory.Code.CONFIRMED);
    private final List<Identity.Builder> others = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private @Nullable Notice notice;

    /** A document, and where it stands. */
    private record Document(TravelDocument.Builder record, Node at) {}

    PersonDraft(Node entry, Findings findings, String id, String owner) {
        this.entry = entry;
        this.findings = findings;
        this.values = new Values(findings);
        this.person = Person.newBuilder().setId(id).setOwner(owner);
    }

    /** Reads single values of the entry. */
    Values values() {
        return values;
    }

    /** Fields that need no rule. */
    Person.Builder person() {
        return person;
    }

    /** The identity under which the list names the person first. */
    Identity.Builder confirmed() {
        return confirmed;
    }

    /** Another identity, behind those before it; one without a name is dropped. */
    Identity.Builder identity(IdentityCategory.Code category) {
        Identity.Builder identity = Identity.newBuilder().setCategory(category);
        others.add(identity);
        return identity;
    }

    /** Adds a name as written. */
    void name(Identity.Builder to, String full, Node at) {
        name(to, full, "", "", at);
    }

    /** Adds a name as written, and its parts where the list tells them. */
    void name(Identity.Builder to, String full, String surname, String given, Node at) {
        if (full.isEmpty()) {
            return;
        }
        if (full.length() > NAME_LENGTH_MAX) {
            findings.fault(at, full.length() + " characters (expected: a name of <= " + NAME_LENGTH_MAX + ")");
        } else if (full.chars().noneMatch(Character::isLetterOrDigit)) {
            findings.unread(at, "no letter");
        } else {
            to.addNames(Name.newBuilder()
                    .setFull(full)
                    .setSurname(surname)
                    .setGiven(given)
                    .setScript(Scripts.of(full)));
        }
    }

    /** Adds a date of birth that was read, or tells that it could not be. */
    void birthDate(Identity.Builder to, @Nullable String date, Node at, String expected) {
        if (date == null) {
            findings.fault(at, at.text().length() + " characters that are no date of birth (" + expected + ")");
        } else if (!to.getBirthDatesList().contains(date)) {
            to.addBirthDates(date);
        }
    }

    void nationality(Node at) {
        String state = values.state(at);
        if (!state.isEmpty() && !person.getNationalitiesList().contains(state)) {
            person.addNationalities(state);
        }
    }

    /** A place of birth; of several all are kept in the text, and the state only where they agree. */
    void birthPlace(Identity.Builder to, String place, String state, Node at) {
        if (!place.isEmpty() && !to.getBirthPlace().contains(place)) {
            to.setBirthPlace(values.cut(to.getBirthPlace().isEmpty() ? place : to.getBirthPlace() + "; " + place, at));
        }
        if (state.isEmpty() || to.getBirthState().equals(state)) {
            return;
        }
        if (!to.getBirthState().isEmpty()) {
            findings.unread(at, "another state of birth (a record holds one)");
        } else {
            to.setBirthState(state);
        }
    }

    void sex(Node at) {
        switch (at.text().toLowerCase(Locale.ROOT)) {
            case "male", "m" -> confirmed.setSex(Sex.Code.MALE);
            case "female", "f" -> confirmed.setSex(Sex.Code.FEMALE);
            case "other", "x" -> confirmed.setSex(Sex.Code.X);
            case "unknown", "u", "" -> {}
            default -> findings.fault(at, Findings.quoted(at.text()) + " (expected: Male, Female or Unknown)");
        }
    }

    /**
     * A number that the list gives the person: a record of its own where it is a document's, else a national id.
     *
     * @param label what the list calls it
     * @return the document, to be filled further; null when there is none
     */
    TravelDocument.@Nullable Builder number(DocumentKind kind, String label, Node number, String state) {
        return switch (kind) {
            case DocumentKind.Travel(var type) -> document(type, number, state);
            case DocumentKind.Identity _ -> {
                nationalId("identity", number, state);
                yield document(DocumentType.Code.ID_CARD, number, state);
            }
            case DocumentKind.Register(var register) -> {
                nationalId(register, number, state);
                yield null;
            }
            case DocumentKind.Unheld _ -> {
                findings.unread(number, "a number of another kind: " + Findings.quoted(label));
                number.text();
                yield null;
            }
        };
    }

    private TravelDocument.@Nullable Builder document(DocumentType.Code type, Node number, String state) {
        if (!values.isNumber(number)) {
            return null;
        }
        TravelDocument.Builder document = TravelDocument.newBuilder()
                .setOwner(person.getOwner())
                .setFile(person.getFile())
                .setIssuingState(state)
                .setType(type)
                .setNumber(number.text())
                .setStatus(DocumentStatus.Code.VALID)
                .addPersonIds(person.getId());
        documents.add(new Document(document, number));
        return document;
    }

    private void nationalId(String kind, Node number, String state) {
        if (values.isNumber(number)) {
            NationalId id = NationalId.newBuilder()
                    .setState(state)
                    .setNumber(number.text())
                    .setKind(kind)
                    .build();
            if (!person.getNationalIdsList().contains(id)) {
                person.addNationalIds(id);
            }
        }
    }

    /** A notice about the person, to stand behind it. */
    void notice(Notice about) {
        this.notice = about;
    }

    /** The person, then documents and notice; or why there is none. */
    Outcome finish() {
        if (confirmed.getNamesCount() == 0) {
            return new Outcome.Damaged(new ForeignFault(entry.line(), entry.path(), "no name (expected: a name)"));
        }
        person.addIdentities(confirmed);
        others.stream().filter(identity -> identity.getNamesCount() > 0).forEach(person::addIdentities);
        List<Record> records = new ArrayList<>();
        records.add(Record.newBuilder().setPerson(person).build());
        if (notice != null) {
            records.add(Record.newBuilder().setNotice(notice).build());
        }
        for (Record record : records) {
            String fault = values.fault(record);
            if (fault != null) {
                return new Outcome.Damaged(new ForeignFault(entry.line(), entry.path(), fault));
            }
        }
        addDocuments(records);
        return new Outcome.Mapped(records);
    }

    /** Numbered in their order. The same document twice is one; one that may not be stored costs only itself. */
    private void addDocuments(List<Record> records) {
        Set<TravelDocument> before = new HashSet<>();
        for (Document document : documents) {
            if (!before.add(document.record.build())) {
                findings.unread(document.at, "the same document twice");
                continue;
            }
            if (document.record.getId().isEmpty()) {
                document.record.setId(person.getId() + "-D" + before.size());
            }
            Record record = Record.newBuilder().setTravelDocument(document.record).build();
            String fault = values.fault(record);
            if (fault == null) {
                records.add(record);
            } else {
                findings.fault(document.at, fault);
            }
        }
    }
}
