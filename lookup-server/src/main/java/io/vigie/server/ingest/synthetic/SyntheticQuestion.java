package io.vigie.server.ingest.synthetic;

import io.vigie.v1.Question;

/**
 * A question and what must come of it.
 *
 * @param question with an id of its own and the one dataset that {@link Truth} speaks of, or none
 * @param truth the right answer
 */
public record SyntheticQuestion(Question question, Truth truth) {}
