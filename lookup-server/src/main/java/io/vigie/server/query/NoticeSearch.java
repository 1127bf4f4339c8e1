package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.NoticeLists;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordLinks;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Hit;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Match;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.Record;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches notices for one question: those that it describes, page by page, or those tied to what was found of a traveller.
 * Used once, by one thread.
 */
final class NoticeSearch {
    private static final Dataset.Code DATASET = Dataset.Code.NOTICES;

    private final ReadView view;
    private final Caller caller;
    private final Datasets datasets;

    NoticeSearch(ReadView view, Caller caller, Datasets datasets) {
        this.view = view;
        this.caller = caller;
        this.datasets = datasets;
    }

    /**
     * Some of the notices that a question describes.
     *
     * @param next names the page that follows; empty when there is none
     */
    record Page(List<Hit> hits, String next) {}

    /** The notices that agree with everything asked, active or not, in the order of their ids. */
    Page described(NoticeQuestion asked, int size, Deadline deadline) throws QuestionException {
        String after = NoticePages.after(asked);
        Gathering gathering = new Gathering(asked, size, deadline);
        try {
            candidates(asked, after, gathering);
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
        }
        List<Hit> hits = new ArrayList<>();
        for (Notice notice : gathering.notices) {
            boolean certain = weigh(notice, true) == Verdicts.Weight.CERTAIN;
            hits.add(HitView.of(notice, Reached.asked(certain), linksOf(notice), caller));
        }
        boolean last = !gathering.more || gathering.notices.isEmpty();
        String next = last ? "" : NoticePages.next(asked, gathering.notices.getLast().getId());
        if (!next.isEmpty()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
        }
        answered();
        return new Page(hits, next);
    }

    /**
     * The active notices tied to documents and persons that were found, each as certain as the surest of them.
     *
     * @param found best first
     */
    List<Hit> tiedTo(List<Hit> found) {
        Map<String, Reached> reached = new LinkedHashMap<>();
        for (Hit hit : found) {
            for (LinkedRecord linked : hit.getLinkedList()) {
                if (linked.getDataset() == DATASET) {
                    reached.merge(linked.getRecordId(), Reached.through(hit), Reached::and);
                }
            }
        }
        List<Hit> hits = new ArrayList<>();
        reached.forEach((id, way) -> {
            Notice notice = read(id);
            if (notice != null && weigh(notice, way.certain()) != Verdicts.Weight.NONE) {
                hits.add(HitView.of(notice, way, linksOf(notice), caller));
            }
        });
        datasets.incompleteAsItsSources(DATASET);
        answered();
        return hits;
    }

    /**
     * How a notice came to be found.
     *
     * @param certain whether what led to it is
     * @param through ids of the records that led to it, best first
     */
    record Reached(boolean certain, double score, double evidence, Match.Code match, List<String> through) {
        static Reached asked(boolean certain) {
            return new Reached(certain, 1, 0, Match.Code.EXACT, List.of());
        }

        private static Reached through(Hit hit) {
            return new Reached(
                    hit.getCertain(), hit.getScore(), hit.getEvidence(), Match.Code.LINKED, List.of(hit.getRecordId()));
        }

        /** The surest of both; the better comes first. */
        private Reached and(Reached other) {
            List<String> both = new ArrayList<>(through);
            both.addAll(other.through);
            return new Reached(
                    certain || other.certain, Math.max(score, other.score), Math.max(evidence, other.evidence), match, both);
        }
    }

    /** What fits a page, and whether something follows. Hidden notices are passed over as if they were not there. */
    private final class Gathering implements NoticeLists.Visit {
        private final Predicate<Notice> wanted;
        private final int size;
        private final Deadline deadline;
        private final List<Notice> notices = new ArrayList<>();
        private boolean more;

        Gathering(NoticeQuestion asked, int size, Deadline deadline) {
            this.wanted = notice -> agrees(notice, asked);
            this.size = size;
            this.deadline = deadline;
        }

        @Override
        public boolean goOn(String id) {
            if (deadline.isPast()) {
                datasets.incomplete(DATASET, DatasetState.Reason.Code.TIMED_OUT);
                more = true;
                return false;
            }
            Notice notice = read(id);
            if (notice == null || !wanted.test(notice)) {
                return true;
            }
            more = notices.size() == size;
            if (!more) {
                notices.add(notice);
            }
            return !more;
        }
    }

    private void candidates(NoticeQuestion asked, String after, Gathering gathering) {
        if (!asked.getId().isEmpty()) {
            each(List.of(asked.getId()), after, gathering);
        } else if (!asked.getSubject().isEmpty()) {
            each(ofSubject(asked.getSubject()), after, gathering);
        } else {
            NoticeLists.walk(view, listOf(asked), after, gathering);
        }
    }

    private static void each(Collection<String> ids, String after, Gathering gathering) {
        for (String id : NoticeLists.inOrder(ids)) {
            if ((after.isEmpty() || NoticeLists.isAfter(id, after)) && !gathering.goOn(id)) {
                return;
            }
        }
    }

    /** The shortest list that holds all that is asked for. */
    private static NoticeLists.Key listOf(NoticeQuestion asked) {
        if (!asked.getFile().isEmpty()) {
            return NoticeLists.Key.file(asked.getFile());
        }
        if (!asked.getOwner().isEmpty()) {
            return NoticeLists.Key.owner(asked.getOwner());
        }
        return asked.getColourValue() != 0
                ? NoticeLists.Key.colour(asked.getColour())
                : NoticeLists.Key.status(asked.getStatus());
    }

    /** What names the subject, and what it names; one that is hidden from the caller is as one that is not here. */
    private Collection<String> ofSubject(String subject) {
        Record record = Records.byId(view, subject);
        RecordLinks.Found naming = RecordLinks.naming(view, subject, RecordKind.NOTICE, Links.NAMING_LOOKED_AT_MAX);
        if (naming.truncated()) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.TRUNCATED);
        }
        Set<String> ids = new HashSet<>(naming.ids());
        if (record != null && !record.hasNotice() && Visibility.maySee(caller, record)) {
            ids.addAll(RecordLinks.named(record));
        }
        return ids;
    }

    /** The subject and the id have chosen the candidates; the rest is compared here. */
    private boolean agrees(Notice notice, NoticeQuestion asked) {
        return (asked.getOwner().isEmpty() || NoticeLists.Key.owner(asked.getOwner())
                                .equals(NoticeLists.Key.owner(notice.getOwner())))
                && (asked.getFile().isEmpty() || asked.getFile().equals(notice.getFile()))
                && (asked.getColourValue() == 0 || asked.getColourValue() == notice.getColourValue())
                && (asked.getStatusValue() == 0 || asked.getStatusValue() == notice.getStatusValue())
                && (asked.getId().isEmpty() || asked.getSubject().isEmpty() || isAbout(notice, asked.getSubject()));
    }

    private boolean isAbout(Notice notice, String subject) {
        String id = RecordLinks.canonical(notice.getId());
        return ofSubject(subject).stream().anyMatch(other -> RecordLinks.canonical(other).equals(id));
    }

    private static Verdicts.Weight weigh(Notice notice, boolean certain) {
        return Verdicts.weigh(new Verdicts.Found.OfNotice(notice.getStatus(), certain));
    }

    private Links linksOf(Notice notice) {
        Links links = Links.of(notice, view, caller);
        links.tell(datasets, DATASET);
        return links;
    }

    /** The notice of an id, when it is one that the caller may see. */
    private @Nullable Notice read(String id) {
        try {
            Record record = Records.byId(view, id);
            return record != null && record.hasNotice() && Visibility.maySee(caller, record) ? record.getNotice() : null;
        } catch (DamagedException e) {
            datasets.incomplete(DATASET, DatasetState.Reason.Code.DAMAGED);
            return null;
        }
    }

    private void answered() {
        if (!datasets.isIncomplete(DATASET)) {
            datasets.answered(DATASET);
        }
    }
}
