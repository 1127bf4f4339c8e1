package io.vigie.server.ingest.paxlst;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.Context;
import io.vigie.v1.Direction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One passenger or crew member while the segments of their group are read: NAD and what follows it. */
final class Listed {
    private static final int DOCUMENTS_MAX = 10;
    private static final int NATIONALITIES_MAX = 20;

    private final Faults faults;
    private final LocalDate today;
    private final Role role;
    private final Name.Builder name = Name.newBuilder();
    private final PersonQuestion.Builder person = PersonQuestion.newBuilder();
    private final List<DocumentQuestion.Builder> documents = new ArrayList<>();
    private @Nullable PaxlstFault fault;

    /** What LOC+91 belongs to; null when the document before it could not be read. */
    private DocumentQuestion.@Nullable Builder document;

    private boolean sexSeen;
    private boolean birthSeen;

    /** Who is listed, by the qualifier of NAD (element 3035). */
    enum Role {
        FL(false, false),
        FM(true, false),
        DDU(false, true),
        DDT(true, true);

        private final boolean crew;
        private final boolean transit;

        Role(boolean crew, boolean transit) {
            this.crew = crew;
            this.transit = transit;
        }

        static @Nullable Role of(String qualifier) {
            for (Role role : values()) {
                if (role.name().equals(qualifier)) {
                    return role;
                }
            }
            return null;
        }
    }

    Listed(Faults faults, LocalDate today, Role role) {
        this.faults = faults;
        this.today = today;
        this.role = role;
    }

    boolean isCrew() {
        return role.crew;
    }

    /** Whether a segment is one that nobody has twice, so that it must be another traveller's. */
    boolean isAnothers(Segment segment) {
        return switch (segment.tag()) {
            case "ATT" -> sexSeen && segment.text(1).equals("2");
            case "DTM" -> birthSeen && segment.text(1).equals("329");
            default -> false;
        };
    }

    /** Something of this traveller could not be read; the first fault stays. */
    void damaged(PaxlstFault found) {
        document = null;
        if (fault == null) {
            fault = found;
        }
    }

    /**
     * NAD: {@code NAD+FL+++SURNAME:GIVEN:MIDDLE}, {@code …+++SURNAME/GIVEN} or {@code …+++WHOLE NAME}; unstructured in the
     * third element.
     */
    void name(Segment nad) {
        String first = nad.text(4);
        String given = given(nad);
        int slash = first.indexOf('/');
        if (!given.isEmpty()) {
            name.setSurname(first).setGiven(given);
        } else if (slash > 0) {
            name.setSurname(first.substring(0, slash).strip()).setGiven(first.substring(slash + 1).strip());
        } else if (!first.isEmpty()) {
            setWhole(first);
        } else if (!nad.text(3).isEmpty()) {
            setWhole(nad.text(3));
        } else {
            damaged(faults.add("4", "absent (expected: a name, SURNAME:GIVEN)"));
        }
    }

    /** One word alone is a surname. */
    private void setWhole(String text) {
        if (text.indexOf(' ') < 0) {
            name.setSurname(text);
        } else {
            name.setFull(text);
        }
    }

    private static String given(Segment nad) {
        StringBuilder given = new StringBuilder();
        for (int component = 2; component <= nad.componentCount(4); component++) {
            String part = nad.text(4, component);
            given.append(given.isEmpty() || part.isEmpty() ? "" : " ").append(part);
        }
        return given.toString();
    }

    /** {@code ATT+2++M}. */
    void attribute(Segment att) {
        if (!att.text(1).equals("2")) {
            return;
        }
        sexSeen = true;
        switch (att.text(3)) {
            case "M" -> person.setSex(Sex.Code.MALE);
            case "F" -> person.setSex(Sex.Code.FEMALE);
            case "", "U", "X" -> {}
            default -> damaged(faults.add("3", "not a sex (expected: M, F, X or U)"));
        }
    }

    /** {@code DTM+329:YYMMDD}; other dates do not matter. */
    void date(Segment dtm) {
        if (!dtm.text(1).equals("329")) {
            return;
        }
        birthSeen = true;
        String text = dtm.text(1, 2);
        String birth = ShortDate.birth(text, today);
        if (birth != null) {
            person.setBirthDate(birth);
        } else if (!text.isEmpty()) {
            damaged(faults.add(
                    "1.2", text.length() + " characters that are no date of birth (expected: YYMMDD or CCYYMMDD)"));
        }
    }

    /** {@code NAT+2+USA}. */
    void nationality(Segment nat) {
        String state = nat.text(2);
        if (state.isEmpty()) {
            return;
        }
        if (!States.isKnown(state)) {
            damaged(faults.add("2", Faults.shown(state) + " (expected: a state of ICAO Doc 9303-3, such as FRA)"));
        } else if (person.getNationalitiesCount() < NATIONALITIES_MAX) {
            person.addNationalities(state);
        }
    }

    /** {@code DOC+P:110:111+NUMBER}. */
    void document(Segment doc) {
        String number = doc.text(2);
        if (number.isEmpty()) {
            damaged(faults.add("2", "absent (expected: the number of a document)"));
        } else if (documents.size() == DOCUMENTS_MAX) {
            damaged(faults.add("one document more than " + DOCUMENTS_MAX + " of one traveller"));
        } else if (!isNumber(number)) {
            damaged(faults.add(
                    "2",
                    number.length() + " characters that are no number of a document (expected: letters and digits, 1 to "
                            + NumberKey.NUMBER_LENGTH_MAX + " characters)"));
        } else {
            document = DocumentQuestion.newBuilder().setNumber(number).setType(typeOf(doc.text(1)));
            documents.add(document);
        }
    }

    /** {@code LOC+91+USA}, the state that issued the document before it; other places do not matter. */
    void place(Segment loc) {
        if (!loc.text(1).equals("91") || loc.text(2).isEmpty()) {
            return;
        }
        String state = loc.text(2);
        if (!States.isKnown(state)) {
            damaged(faults.add("2", Faults.shown(state) + " (expected: a state of ICAO Doc 9303-3, such as FRA)"));
        } else if (document != null) {
            document.setIssuingState(state);
            document = null;
        } else if (fault == null) {
            damaged(faults.add("belongs to no document (expected: DOC before it, and one LOC+91 for each)"));
        }
    }

    /**
     * The traveller as a question.
     *
     * @param context of the message
     */
    PaxlstFile.Traveller asked(String id, Context context) {
        Question.Builder question = Question.newBuilder().setId(id);
        if (!name.getFull().isEmpty() || !name.getSurname().isEmpty() || !name.getGiven().isEmpty()) {
            question.setPerson(person.addNames(name));
        }
        for (DocumentQuestion.Builder document : documents) {
            if (question.hasDocument()) {
                question.addFurtherDocuments(document);
            } else {
                question.setDocument(document);
            }
        }
        Context.Builder own = context.toBuilder();
        question.setContext(role.transit ? own.setDirection(Direction.Code.TRANSIT) : own);
        return new PaxlstFile.Traveller(question.build(), fault);
    }

    /** A star would ask for all numbers that begin so. */
    private static boolean isNumber(String number) {
        return number.length() <= NumberKey.NUMBER_LENGTH_MAX
                && number.chars().noneMatch(c -> Character.isISOControl(c) || c == '*' || c == '?')
                && NumberKey.of(number).length > 0;
    }

    /** As of a zone: what is not clearly one type is searched as any. */
    private static DocumentType.Code typeOf(String code) {
        return switch (code) {
            case "39" -> DocumentType.Code.PASSPORT;
            case "AC" -> DocumentType.Code.CREW_CERTIFICATE;
            default ->
                code.startsWith("P")
                        ? DocumentType.Code.PASSPORT
                        : code.startsWith("V") ? DocumentType.Code.VISA : DocumentType.Code.UNSPECIFIED;
        };
    }
}
