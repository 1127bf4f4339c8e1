package io.vigie.server.ingest.foreign;

import io.vigie.v1.DocumentType;
import java.util.regex.Pattern;

/** What a number is that a list gives a person, by the list's words for it. Pure. */
sealed interface DocumentKind {
    /** A document to travel with. */
    record Travel(DocumentType.Code type) implements DocumentKind {}

    /** An identity card, or the number on it that is its bearer's too: lists do not tell one from the other. */
    record Identity() implements DocumentKind {}

    /** A number of a register, and of no document. */
    record Register(String kind) implements DocumentKind {}

    /** Nothing that a border asks for. */
    record Unheld() implements DocumentKind {}

    /** The first row whose words are found says what it is. */
    enum Row {
        DIPLOMATIC("diplomatic", DocumentType.Code.PASSPORT_DIPLOMATIC),
        OFFICIAL("(service|official).*passport|passport.*(service|official)", DocumentType.Code.PASSPORT_OFFICIAL),
        STATELESS("stateless.*(passport|travel)", DocumentType.Code.PASSPORT_STATELESS),
        REFUGEE("(refugee|1951|convention).*(passport|travel)|(passport|travel).*(refugee|1951)", DocumentType.Code.PASSPORT_REFUGEE),
        LAISSEZ_PASSER("laissez", DocumentType.Code.PASSPORT_LAISSEZ_PASSER),
        EMERGENCY("emergency.*(passport|travel)", DocumentType.Code.PASSPORT_EMERGENCY),
        PASSPORT("passport|passeport|pasaporte", DocumentType.Code.PASSPORT),
        SEAMAN("seam[ae]n|seafarer|sailor", DocumentType.Code.SEAMAN_BOOK),
        DRIVER("driver|driving", DocumentType.Code.DRIVING_LICENCE),
        RESIDENCE("residen(ce|cy|t)", DocumentType.Code.RESIDENCE_PERMIT),
        VISA("\\bvisa\\b", DocumentType.Code.VISA),
        TRAVEL("travel document", DocumentType.Code.OTHER),
        NOT_OF_PERSONS(
                "registration|company|business|commercial|chamber|licen[cs]e|aircraft|vessel|digital|phone|e-?mail|website|sanction",
                new Unheld()),
        TAX("\\btax|fiscal|\\br\\.?f\\.?c\\b|\\bnit\\b|\\binn\\b|\\brtn\\b|\\bruc\\b|\\bvat\\b", new Register("tax")),
        REGISTER("\\bssn\\b|social security|c\\.?u\\.?r\\.?p\\b|birth certificate|elector|voter", new Register("register")),
        IDENTITY("national|identi|identity|\\bid\\b|c[eé]dula|\\bd\\.?n\\.?i\\b|\\bcard\\b|personal", new Identity());

        private final Pattern words;
        private final DocumentKind kind;

        Row(String words, DocumentType.Code type) {
            this(words, new Travel(type));
        }

        Row(String words, DocumentKind kind) {
            this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            this.kind = kind;
        }
    }

    /** Longer words for it are prose. */
    int LABEL_LENGTH_MAX = 200;

    static DocumentKind of(String label) {
        if (label.length() > LABEL_LENGTH_MAX) {
            return new Unheld();
        }
        for (Row row : Row.values()) {
            if (row.words.matcher(label).find()) {
                return row.kind;
            }
        }
        return new Unheld();
    }
}
