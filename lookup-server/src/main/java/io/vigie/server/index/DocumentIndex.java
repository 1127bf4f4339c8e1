package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.DocumentType;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Travel documents by number. A miss costs the miss filter's probe, a hit a tree walk and its record. */
public final class DocumentIndex {
    /** Documents that are looked at and do not agree; those of a number that the world's states share stay far below. */
    private static final int OTHERS_MAX = 4096;

    private static final int LOOK_AT_CLOCK = 256;

    private DocumentIndex() {}

    /**
     * What a search found.
     *
     * @param documents that agree, in key order
     * @param truncated a bound or the end of the time cut the search: there may be more
     * @param damaged a record that agrees cannot be trusted and is not among the documents
     */
    public record Found(List<TravelDocument> documents, boolean truncated, boolean damaged) {
        static final Found NOTHING = new Found(List.of(), false, false);
    }

    /**
     * How far a search goes.
     *
     * @param documentsMax at most so many are returned
     * @param visible documents that count; a search passes over the others as if they were not there
     * @param late whether the time is over; a search then ends as truncated
     */
    public record Reach(int documentsMax, Predicate<TravelDocument> visible, BooleanSupplier late) {
        /** Of whoever sees everything and has time. */
        public static Reach everything(int documentsMax) {
            return new Reach(documentsMax, _ -> true, () -> false);
        }
    }

    /**
     * All documents of a number whose state and type agree. A record without state or type agrees with any; a
     * question without them too; subtypes agree with their type.
     *
     * @param view begun by the caller
     * @param numberKey from {@link NumberKey#of}, not empty
     * @param state as in Doc 9303-3, any form; empty = any
     * @param type UNSPECIFIED = any
     */
    public static Found search(ReadView view, byte[] numberKey, String state, DocumentType.Code type, Reach reach) {
        if (!mayHold(view, numberKey, numberKey.length)) {
            return Found.NOTHING;
        }
        byte[] prefix = DocumentKey.prefixOf(numberKey);
        if (!view.seek(Table.DOCUMENT, prefix, prefix.length)) {
            return Found.NOTHING;
        }
        return walk(view, States.canonical(state).getBytes(StandardCharsets.US_ASCII), type, reach);
    }

    /**
     * Whether anything may lie under a number; false is certain. Costs the miss filter's probe and allocates nothing.
     *
     * @param numberKey from {@link NumberKey}, bytes 0 to {@code size} − 1
     */
    public static boolean mayHold(ReadView view, byte[] numberKey, int size) {
        return view.mayContain(NumberHash.of(numberKey, size));
    }

    /** As {@link #search}, of all numbers that begin so. */
    public static Found searchPrefix(ReadView view, byte[] prefix, String state, DocumentType.Code type, Reach reach) {
        return view.seek(Table.DOCUMENT, prefix, prefix.length)
                ? walk(view, States.canonical(state).getBytes(StandardCharsets.US_ASCII), type, reach)
                : Found.NOTHING;
    }

    /*
     * What is hidden from the asker must not show in where a bound cuts, so hidden documents count for none of them: every
     * document is read before it is counted, whether it agrees or not, and only time ends a walk over hidden ones.
     */
    private static Found walk(ReadView view, byte[] canonical, DocumentType.Code type, Reach reach) {
        List<TravelDocument> documents = new ArrayList<>();
        boolean damaged = false;
        int others = 0;
        int walked = 0;
        do {
            if (++walked % LOOK_AT_CLOCK == 0 && reach.late().getAsBoolean()) {
                return new Found(documents, true, damaged);
            }
            boolean agrees = DocumentKey.agrees(view.key(), view.keySize(), canonical, type);
            try {
                TravelDocument document = read(view);
                if (!reach.visible().test(document)) {
                    continue;
                }
                if (agrees ? documents.size() == reach.documentsMax() : ++others > OTHERS_MAX) {
                    return new Found(documents, true, damaged);
                }
                if (agrees) {
                    documents.add(document);
                }
            } catch (DamagedException e) {
                damaged |= agrees;
            }
        } while (view.next());
        return new Found(documents, false, damaged);
    }

    private static TravelDocument read(ReadView view) {
        TravelDocument document =
                RecordValue.decode(RecordKind.DOCUMENT, view.value()).getTravelDocument();
        if (!DocumentKey.holds(view.key(), view.keySize(), document)) {
            throw new DamagedException("DOCUMENT: a record lies under a key that is not its own");
        }
        return document;
    }
}
