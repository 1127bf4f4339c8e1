package io.vigie.server.index.persons;

import io.vigie.server.match.Role;

/**
 * The compact record of a person, as ints.
 *
 * <pre>
 *  names (20 bits) and dates (12) · dates (PackedDate) · for each name: number of words, then the words
 *  word: token (28 bits) | is another spelling of the word before (1) | role (3)
 * </pre>
 */
final class RecordCode {
    static final int TOKENS_MAX = 1 << 28;
    static final int DATES_MAX = (1 << 12) - 1;
    static final int NAMES_MAX = (1 << 20) - 1;

    private static final int OTHER_SPELLING = 1 << 3;
    private static final Role[] ROLES = Role.values();

    private RecordCode() {}

    static int head(int names, int dates) {
        return names << 12 | dates;
    }

    static int names(int head) {
        return head >>> 12;
    }

    static int dates(int head) {
        return head & DATES_MAX;
    }

    static int word(int token, boolean otherSpelling, Role role) {
        return token << 4 | (otherSpelling ? OTHER_SPELLING : 0) | role.ordinal();
    }

    static int withToken(int word, int token) {
        return token << 4 | word & 0xF;
    }

    static int token(int word) {
        return word >>> 4;
    }

    static boolean isOtherSpelling(int word) {
        return (word & OTHER_SPELLING) != 0;
    }

    /** UNKNOWN for a role that this version does not know. */
    static Role role(int word) {
        int role = word & 7;
        return role < ROLES.length ? ROLES[role] : Role.UNKNOWN;
    }
}
