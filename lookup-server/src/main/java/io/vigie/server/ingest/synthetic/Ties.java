package io.vigie.server.ingest.synthetic;

import io.vigie.v1.NoticeColour;
import java.util.ArrayList;
import java.util.List;

/**
 * Who belongs to whom: persons and documents to notices, documents to persons. Answered in both directions without
 * making the records.
 *
 * @param world whose sizes bound the links
 */
record Ties(SyntheticWorld world) {
    /*
     * Persons and notices. The persons are cut into as many strides as there are notices; a hash picks one person of
     * each stride, who is the subject of that notice. Seen from a person: the stride they lie in gives the notice, and
     * the hash tells whether they are the one. With more notices than persons the notices go round and a person is the
     * subject of several.
     *
     * Documents. One in 32 is valid and tied to something: the hash of a group of 32 picks which. Counted through, the
     * even ones belong to a person of the issuing state, the odd ones to notices, in turn, at most two each.
     */

    private static final int GROUP = 32;
    private static final int NOTICES_OF_PERSON_MAX = 100;
    private static final int DOCUMENTS_OF_NOTICE = 2;

    /** What a valid document is tied to. */
    sealed interface Tie {
        record ToPerson(long person) implements Tie {}

        record ToNotice(long notice) implements Tie {}

        /** Nothing: the document is not one of the valid ones. */
        record None() implements Tie {}
    }

    private static final Tie NONE = new Tie.None();

    Tie ofDocument(long document) {
        long group = document / GROUP;
        if (document % GROUP != Dice.below(hash(group), GROUP)) {
            return NONE;
        }
        if (group % 2 == 1 && group / 2 < DOCUMENTS_OF_NOTICE * world.notices()) {
            return new Tie.ToNotice(group / 2 % world.notices());
        }
        return world.persons() == 0 ? NONE : new Tie.ToPerson(personOf(document));
    }

    /** The person that a document belongs to: of the state that issued it, where there is one. */
    private long personOf(long document) {
        IssuingState state = IssuingStates.DOCUMENTS.state(document);
        long hash = Dice.hash(world.seed(), Dice.Stream.TIE, ~document);
        long citizens = IssuingStates.PERSONS.countOf(state, world.persons());
        return citizens == 0
                ? Dice.below(hash, world.persons())
                : IssuingStates.PERSONS.indexOf(state, Dice.below(hash, citizens));
    }

    /** The valid documents that are tied to a notice. */
    List<Long> documentsOfNotice(long notice) {
        List<Long> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS_OF_NOTICE; i++) {
            long group = 2 * (notice + i * world.notices()) + 1;
            long document = group * GROUP + Dice.below(hash(group), GROUP);
            if (document < world.documents()) {
                documents.add(document);
            }
        }
        return documents;
    }

    /** The person a notice is about, or -1 for none. */
    long personOfNotice(long notice) {
        if (strides() == 0 || notice / strides() >= NOTICES_OF_PERSON_MAX || !isAboutPerson(notice)) {
            return -1;
        }
        return chosenOf(notice % strides());
    }

    /** The notices about a person. */
    List<Long> noticesOfPerson(long person) {
        long strides = strides();
        if (strides == 0) {
            return List.of();
        }
        long stride = person / strideLength();
        if (stride >= strides || chosenOf(stride) != person) {
            return List.of();
        }
        List<Long> notices = new ArrayList<>();
        for (long notice = stride; notice < world.notices(); notice += strides) {
            if (personOfNotice(notice) == person) {
                notices.add(notice);
            }
        }
        return notices;
    }

    private boolean isAboutPerson(long notice) {
        NoticeColour.Code colour = Notices.colour(world.seed(), notice);
        return colour != NoticeColour.Code.ORANGE
                && colour != NoticeColour.Code.PURPLE
                && colour != NoticeColour.Code.BLACK;
    }

    private long strides() {
        return Math.min(world.notices(), world.persons());
    }

    private long strideLength() {
        return world.persons() / strides();
    }

    private long chosenOf(long stride) {
        return stride * strideLength() + Dice.below(hash(-1 - stride), strideLength());
    }

    private long hash(long index) {
        return Dice.hash(world.seed(), Dice.Stream.TIE, index);
    }
}
