package io.vigie.client;

import io.vigie.v1.Error;
import io.vigie.v1.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What became of a question: finding × completeness × freshness, as a type. Immutable.
 *
 * <p>No record here can be built from a message that does not bear it out, so an answer that is a {@link Clear} has
 * been checked, whoever built it.
 */
public sealed interface Answer {
    /**
     * The message as received; for a {@link Failed} that the client found itself, one that says the same as the type.
     * Its verdict never says more than the type does.
     */
    io.vigie.v1.Answer message();

    /** Reads a message. What is empty, unknown or contradicts itself is {@link Failed} with EMPTY_ANSWER. */
    static Answer of(io.vigie.v1.Answer message) {
        return switch (message.getVerdict()) {
            case HIT, POSSIBLE -> {
                String fault = AnswerCheck.hitsFault(message);
                yield fault == null ? new Hits(message) : Failed.empty(message.getId(), fault);
            }
            case NO_HIT -> {
                if (AnswerCheck.showsOnlyEndedNotices(message)) {
                    yield new Hits(message);
                }
                String fault = AnswerCheck.nothingKnownFault(message);
                if (fault != null) {
                    yield Failed.empty(message.getId(), fault);
                }
                yield AnswerCheck.isFresh(message) ? new Clear(message) : new Incomplete(message);
            }
            case PARTIAL -> {
                if (AnswerCheck.showsOnlyEndedNotices(message)) {
                    yield new Hits(message);
                }
                String fault = AnswerCheck.partialFault(message);
                yield fault == null ? new Incomplete(message) : Failed.empty(message.getId(), fault);
            }
            case INVALID, REFUSED, UNAVAILABLE -> {
                String fault = AnswerCheck.failedFault(message);
                yield fault == null ? new Failed(message) : Failed.empty(message.getId(), fault);
            }
            case UNSPECIFIED -> Failed.empty(message.getId(), "verdict: absent");
            case UNRECOGNIZED -> Failed.empty(
                    message.getId(), "verdict: " + message.getVerdictValue() + " (not known to this client)");
        };
    }

    /**
     * Something was found: at least one hit. Notices that were asked for and are not active are shown and do not count: when
     * there is nothing else, the message's verdict is NO_HIT or PARTIAL, and nothing is certain.
     */
    record Hits(io.vigie.v1.Answer message) implements Answer {
        public Hits {
            require(AnswerCheck.hitsFault(message));
        }

        /** Something certain was found; else there are only candidates that a person must look at. */
        public boolean certain() {
            return message.getVerdict() == Verdict.Code.HIT;
        }

        /** Everything that was asked was searched, on fresh data; else there may be more. */
        public boolean complete() {
            return message.getComplete() && AnswerCheck.isFresh(message) && AnswerCheck.datasetsFault(message) == null;
        }
    }

    /** Nothing is known: everything that was asked was searched, completely, on fresh data. */
    record Clear(io.vigie.v1.Answer message) implements Answer {
        public Clear {
            require(AnswerCheck.clearFault(message));
        }
    }

    /** Nothing was found, but not everything was searched, or the data is too old. Not a clearance. */
    record Incomplete(io.vigie.v1.Answer message) implements Answer {
        public Incomplete {
            require(AnswerCheck.incompleteFault(message));
        }
    }

    /** The question was not answered. */
    record Failed(io.vigie.v1.Answer message) implements Answer {
        public Failed {
            require(AnswerCheck.failedFault(message));
        }

        /** Never UNSPECIFIED; UNRECOGNIZED for a code of a later server. */
        public Error.Code.Value code() {
            return message.getError().getCode();
        }

        /** For people; holds no personal data. */
        public String reason() {
            return message.getError().getMessage();
        }

        /** Of the question, when one is to blame; else empty. */
        public String field() {
            return message.getError().getField();
        }

        static Failed of(String id, Verdict.Code verdict, Error error) {
            return new Failed(io.vigie.v1.Answer.newBuilder()
                    .setId(id)
                    .setVerdict(verdict)
                    .setError(error)
                    .build());
        }

        static Failed empty(String id, String why) {
            return of(id, Verdict.Code.UNAVAILABLE, Failures.empty(why));
        }
    }

    private static void require(@Nullable String fault) {
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }
}
