package io.vigie.server.match;

/** In what way two words agree. */
enum PairKind {
    EQUAL,
    SLIPS,
    SPELLING,
    GROUP,
    NICKNAME,
    INITIAL,
    PREFIX,
    SHORT_PREFIX,
    JOINED
}
