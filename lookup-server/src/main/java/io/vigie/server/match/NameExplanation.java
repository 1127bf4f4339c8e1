package io.vigie.server.match;

import io.vigie.v1.Explanation;
import java.util.ArrayList;
import java.util.List;

/** Says how two names agreed, word by word, with the letter of Delegated Regulation (EU) 2023/333, Annex II. */
final class NameExplanation {
    private NameExplanation() {}

    /** Of the comparison that {@code names} made last. */
    static List<Explanation> of(
            NameScore names, double score, PreparedName query, PreparedName record, String asked, String recorded) {
        List<Explanation> rows = new ArrayList<>();
        rows.add(PersonExplanation.row("name", asked, recorded, score, summary(names, query, record)));
        if (names.byWholeName) {
            return rows;
        }
        for (int i = 0; i < query.size; i++) {
            int partner = names.queryPartner[i];
            if (partner == NameScore.NO_PARTNER) {
                rows.add(PersonExplanation.row("word", query.words[i].text, "", 0, "not in the record"));
            } else if (i == 0 || names.queryKind[i] != PairKind.JOINED || names.queryPartner[i - 1] != partner) {
                rows.add(PersonExplanation.row("word", joined(query, names.queryPartner, i), recordWords(names, record, i, partner),
                        names.queryAlike[i], detail(names.queryKind[i], query, i, record, partner)));
            }
        }
        for (int j = 0; j < record.size; j++) {
            if (names.recordPartner[j] == NameScore.NO_PARTNER) {
                rows.add(PersonExplanation.row("word", "", record.words[j].text, 0, "not in the question"));
            }
        }
        return rows;
    }

    /** What the order and the parts tell. */
    private static String summary(NameScore names, PreparedName query, PreparedName record) {
        if (names.byWholeName) {
            return "written as one word the names agree (c, g)";
        }
        if (names.bounded) {
            return names.byInitial
                    ? "one name and an initial agree: of dates of birth the same day alone adds"
                    : "only one word agrees";
        }
        boolean exchanged = false;
        boolean oneField = false;
        boolean moved = false;
        int last = -1;
        for (int i = 0; i < query.size; i++) {
            int j = names.queryPartner[i];
            if (j != NameScore.NO_PARTNER) {
                exchanged |= NameScore.areSwapped(query.roles[i], record.roles[j]);
                oneField |= query.roles[i] == Role.UNKNOWN != (record.roles[j] == Role.UNKNOWN)
                        && query.roles[i] != Role.PARTICLE && record.roles[j] != Role.PARTICLE;
                moved |= j < last;
                last = j;
            }
        }
        if (exchanged) {
            return "(b) surname and given name exchanged";
        }
        if (moved) {
            return oneField ? "(c) parts in one field" : "(d) words exchanged";
        }
        return oneField ? "(c) parts in one field" : "";
    }

    private static String joined(PreparedName name, int[] partners, int from) {
        StringBuilder text = new StringBuilder(name.words[from].text);
        for (int i = from + 1; i < name.size && partners[i] == partners[from]; i++) {
            text.append(' ').append(name.words[i].text);
        }
        return text.toString();
    }

    private static String recordWords(NameScore names, PreparedName record, int i, int partner) {
        return names.queryKind[i] == PairKind.JOINED ? joined(record, names.recordPartner, partner) : record.words[partner].text;
    }

    private static String detail(PairKind kind, PreparedName query, int i, PreparedName record, int j) {
        return switch (kind) {
            case EQUAL -> NameScore.areSwapped(query.roles[i], record.roles[j]) ? "(b) in the other part" : "equal";
            case SLIPS -> slips(query.words[i], record.words[j]);
            case SPELLING -> "(a) another transliteration";
            case GROUP -> "(a) variant of the name";
            case NICKNAME -> "short or foreign form of the name";
            case INITIAL -> "initial";
            case PREFIX, SHORT_PREFIX -> "(h) cut short";
            case JOINED -> "(g) words joined or split";
        };
    }

    private static String slips(Word one, Word other) {
        if (one.letters.length == other.letters.length && Slips.areTwoSwapped(one.letters, other.letters)) {
            return "(e) two letters exchanged";
        }
        return isOneEdit(one.text, other.text) ? "(f) one letter" : "(a) alike in letters or sound";
    }

    private static boolean isOneEdit(String one, String other) {
        int prefix = 0;
        int least = Math.min(one.length(), other.length());
        while (prefix < least && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < least - prefix
                && one.charAt(one.length() - 1 - suffix) == other.charAt(other.length() - 1 - suffix)) {
            suffix++;
        }
        return Math.max(one.length(), other.length()) - prefix - suffix == 1;
    }
}
