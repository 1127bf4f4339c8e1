package io.vigie.server.index;

import io.vigie.v1.Error;
import io.vigie.v1.Record;

/** What becomes of a record that is put, or of an id that is withdrawn. */
public sealed interface Outcome {
    /** Stored, or withdrawn, under this version. */
    record Accepted(int version) implements Outcome {}

    /** Equal to what is stored already, or withdrawn already. */
    record Unchanged(int version) implements Outcome {}

    /**
     * Nothing changed, and why.
     *
     * @param version that is stored, 0 = none
     * @param field at fault
     * @param reason field, value, expectation
     */
    record Refused(Error.Code.Value code, int version, String field, String reason) implements Outcome {}

    /**
     * The rule of a load. Without a version the stored one grows by one; a version must be that of the record it replaces,
     * or a greater one when the record comes from elsewhere with its history.
     */
    static Outcome ofLoad(Standing standing, Record given) {
        return switch (same(standing, given)) {
            case Accepted(int next) -> {
                int version = RecordKind.versionOf(given);
                yield version != 0 && version < standing.version()
                        ? conflict(version, standing)
                        : new Accepted(Math.max(version, next));
            }
            case Unchanged unchanged -> unchanged;
            case Refused refused -> refused;
        };
    }

    /**
     * The rule of a submission. Without a version it creates or replaces; with one it must name the version it replaces.
     * The owner of a record stays.
     */
    static Outcome ofSubmission(Standing standing, Record given) {
        return switch (same(standing, given)) {
            case Accepted accepted -> {
                int version = RecordKind.versionOf(given);
                yield version != 0 && version != standing.version() ? conflict(version, standing) : accepted;
            }
            case Unchanged unchanged -> unchanged;
            case Refused refused -> refused;
        };
    }

    /**
     * The rule of a withdrawal.
     *
     * @param version that is withdrawn; 0 = whatever it is
     */
    static Outcome ofWithdrawal(Standing standing, int version) {
        return switch (standing) {
            case Standing.Free() ->
                new Refused(Error.Code.Value.NOT_FOUND, 0, "withdraw.id", "withdraw.id: no record has it");
            case Standing.Held _ when version == 0 || version == standing.version() ->
                new Accepted(standing.version() + 1);
            case Standing.Gone _ when version == 0 || version == standing.version() - 1 ->
                new Unchanged(standing.version());
            case Standing.Held _, Standing.Gone _ -> conflict(version, standing);
        };
    }

    private static Outcome same(Standing standing, Record given) {
        return switch (standing) {
            case Standing.Free() -> new Accepted(1);
            case Standing.Gone(Tombstone tombstone) ->
                tombstone.kind() == RecordKind.of(given) ? new Accepted(tombstone.version() + 1) : otherKind(standing, tombstone.kind());
            case Standing.Held(Record stored) -> {
                if (RecordKind.of(stored) != RecordKind.of(given)) {
                    yield otherKind(standing, RecordKind.of(stored));
                }
                yield RecordKind.withVersion(given, standing.version()).equals(stored)
                        ? new Unchanged(standing.version())
                        : new Accepted(standing.version() + 1);
            }
        };
    }

    private static Refused otherKind(Standing standing, RecordKind kind) {
        return new Refused(
                Error.Code.Value.INVALID_VALUE,
                standing.version(),
                "id",
                "id: belongs to another kind of record (" + kind + ")");
    }

    private static Refused conflict(int version, Standing standing) {
        String gone = standing instanceof Standing.Gone ? ", withdrawn" : ", which is stored";
        String expected = standing instanceof Standing.Free
                ? "none: no record has the id"
                : standing.version() + gone;
        return new Refused(
                Error.Code.Value.VERSION_CONFLICT,
                standing.version(),
                "version",
                "version: " + version + " (expected: " + expected + ")");
    }
}
