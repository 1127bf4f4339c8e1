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

/** Travel documents by number. A miss costs the miss filter's probe, a hit a tree walk and its record. */
public final class DocumentIndex {
    /** Keys of one number that are looked at; a number that the world's states share stays far below. */
    private static final int KEYS_MAX = 4096;

    private DocumentIndex() {}

    /**
     * What a search found.
     *
     * @param documents that agree, in key order
     * @param truncated a bound cut the search: there may be more
     * @param damaged a record that agrees cannot be trusted and is not among the documents
     */
    public record Found(List<TravelDocument> documents, boolean truncated, boolean damaged) {
        static final Found NOTHING = new Found(List.of(), false, false);
    }

    /**
     * All documents of a number whose state and type agree. A record without state or type agrees with any; a
     * question without them too; subtypes agree with their type.
     *
     * @param view begun by the caller
     * @param numberKey from {@link NumberKey#of}, not empty
     * @param state as in Doc 9303-3, any form; empty = any
     * @param type UNSPECIFIED = any
     * @param documentsMax at most so many are returned
     */
    public static Found search(
            ReadView view, byte[] numberKey, String state, DocumentType.Code type, int documentsMax) {
        if (!mayHold(view, numberKey, numberKey.length)) {
            return Found.NOTHING;
        }
        byte[] prefix = DocumentKey.prefixOf(numberKey);
        if (!view.seek(Table.DOCUMENT, prefix, prefix.length)) {
            return Found.NOTHING;
        }
        return walk(view, States.canonical(state).getBytes(StandardCharsets.US_ASCII), type, documentsMax);
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
    public static Found searchPrefix(
            ReadView view, byte[] prefix, String state, DocumentType.Code type, int documentsMax) {
        return view.seek(Table.DOCUMENT, prefix, prefix.length)
                ? walk(view, States.canonical(state).getBytes(StandardCharsets.US_ASCII), type, documentsMax)
                : Found.NOTHING;
    }

    private static Found walk(ReadView view, byte[] canonical, DocumentType.Code type, int documentsMax) {
        List<TravelDocument> documents = new ArrayList<>();
        boolean damaged = false;
        int keys = 0;
        do {
            if (++keys > KEYS_MAX) {
                return new Found(documents, true, damaged);
            }
            if (DocumentKey.agrees(view.key(), view.keySize(), canonical, type)) {
                if (documents.size() == documentsMax) {
                    return new Found(documents, true, damaged);
                }
                try {
                    documents.add(read(view));
                } catch (DamagedException e) {
                    damaged = true;
                }
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
