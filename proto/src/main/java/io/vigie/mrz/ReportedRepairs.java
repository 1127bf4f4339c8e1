package io.vigie.mrz;

/** Tells field by field where a repaired zone differs from the one received, document number aside. */
final class ReportedRepairs {

    private static final String POSITION = "only such characters may stand at this position";

    private ReportedRepairs() {}

    static void add(Draft draft, Layout layout, char[] received, char[] text) {
        part(draft, "documentCode", received, text, Layout.CODE, Layout.CODE_END);
        part(draft, "issuingState", received, text, Layout.STATE, Layout.STATE + Layout.STATE_SIZE);
        part(draft, "documentNumberCheckDigit", received, text, layout.numberDigit(), layout.numberDigit() + 1);
        part(draft, "nationality", received, text, layout.nationality(), layout.nationality() + Layout.STATE_SIZE);
        part(draft, "birthDate", received, text, layout.birth(), layout.birthDigit());
        part(draft, "birthDateCheckDigit", received, text, layout.birthDigit(), layout.birthDigit() + 1);
        part(draft, "expiryDate", received, text, layout.expiry(), layout.expiryDigit());
        part(draft, "expiryDateCheckDigit", received, text, layout.expiryDigit(), layout.expiryDigit() + 1);
        part(draft, "optionalData", received, text, layout.optional(), layout.optionalEnd());
        if (layout.optional2() >= 0) {
            part(draft, "optionalData2", received, text, layout.optional2(), layout.optional2End());
        }
        if (layout.optionalDigit() >= 0) {
            part(draft, "optionalDataCheckDigit", received, text, layout.optionalDigit(), layout.optionalDigit() + 1);
        }
        if (layout.composite() >= 0) {
            part(draft, "composite", received, text, layout.composite(), layout.composite() + 1);
        }
        part(draft, "names", received, text, layout.name(), layout.nameEnd());
    }

    /** Lines of which fillers were moved. */
    static void addLines(Draft draft, char[] received, char[] placed) {
        int width = received.length == 90 ? 30 : received.length / 2;
        for (int from = 0; from < received.length; from += width) {
            String before = new String(received, from, width);
            String after = new String(placed, from, width);
            if (!before.equals(after)) {
                draft.repair("zone", before, after, "a filler stood in the wrong place");
            }
        }
    }

    static void part(Draft draft, String field, char[] received, char[] text, int from, int to) {
        String before = new String(received, from, to - from);
        String after = new String(text, from, to - from);
        if (!before.equals(after)) {
            draft.repair(field, before, after, POSITION);
        }
    }
}
