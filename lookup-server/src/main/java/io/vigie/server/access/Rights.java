package io.vigie.server.access;

import io.vigie.v1.AccessProfile;
import io.vigie.v1.ContextField;
import io.vigie.v1.Context;
import io.vigie.v1.Dataset;
import io.vigie.v1.Direction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.RequestKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask and is shown, beside what restrictions of records say: one profile, or several of which each only
 * narrows the others. Thread-safe; the rate is that of all who share the object.
 */
public final class Rights {
    /** Of the local operator. */
    public static final Rights ALL = new Rights(List.of(), EnumSet.allOf(RequestKind.Code.class), List.of());

    /** Of a caller of a server without profiles: everything but what only operators need. */
    public static final Rights USUAL = new Rights(List.of(), usual(), List.of());

    /** Of a caller that the profiles do not know. */
    public static final Rights NONE = new Rights(List.of(), EnumSet.noneOf(RequestKind.Code.class), List.of());

    private static final int TRAVELLERS_MAX = 1000;

    private final List<AccessProfile> profiles;
    private final Set<RequestKind.Code> kinds;
    private final List<RateLimit> rates;
    private final boolean plain;
    private final int mandatoryFields;
    private final int purposes;
    private final LocalDate lastDay;

    private Rights(List<AccessProfile> profiles, Set<RequestKind.Code> kinds, List<RateLimit> rates) {
        this.profiles = profiles;
        this.kinds = kinds;
        this.rates = rates;
        this.plain = kinds.contains(RequestKind.Code.DOCUMENT)
                && kinds.contains(RequestKind.Code.ZONE)
                && profiles.stream().allMatch(Rights::isPlain);
        this.mandatoryFields = profiles.stream()
                .flatMap(profile -> profile.getMandatoryContextList().stream())
                .mapToInt(field -> 1 << numberOf(field))
                .reduce(0, (a, b) -> a | b);
        this.purposes = profiles.stream()
                .map(AccessProfile::getPurposesList)
                .filter(allowed -> !allowed.isEmpty())
                .mapToInt(allowed -> allowed.stream().mapToInt(purpose -> 1 << purpose.getNumber()).reduce(0, (a, b) -> a | b))
                .reduce(-1, (a, b) -> a & b);
        this.lastDay = profiles.stream()
                .filter(profile -> !profile.getEnds().isEmpty())
                .map(profile -> LocalDate.parse(profile.getEnds()))
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.MAX);
    }

    /** Rights under all of some profiles, at least one, which were checked. */
    static Rights of(List<AccessProfile> profiles, String caller, Rates rates) {
        Set<RequestKind.Code> kinds = EnumSet.allOf(RequestKind.Code.class);
        for (AccessProfile profile : profiles) {
            kinds.retainAll(profile.getKindsCount() == 0 ? usual() : EnumSet.copyOf(profile.getKindsList()));
        }
        List<RateLimit> limits = new ArrayList<>();
        for (AccessProfile profile : profiles) {
            if (profile.getRate() > 0) {
                limits.add(rates.of(caller, limits.size(), profile));
            }
        }
        return new Rights(List.copyOf(profiles), kinds, limits);
    }

    /** Whether questions about a document by number or zone are allowed that {@link #allowPlainQuestion} allows. */
    public boolean allowPlainQuestions() {
        return plain;
    }

    /**
     * Whether one of those questions is allowed, and counts it against the rate if it is: as {@link #refusal(Question, LocalDate,
     * long)} does, for who has no message of it.
     *
     * @param given fields of the {@link Context} that are there: 1 shifted by the number of each
     * @param purpose its number
     * @param nowNanos by {@link System#nanoTime}
     */
    public boolean allowPlainQuestion(int given, int purpose, LocalDate today, long nowNanos) {
        return (mandatoryFields & ~given) == 0
                && (purposes & 1 << purpose) != 0
                && !today.isAfter(lastDay)
                && rateRefusal(nowNanos) == null;
    }

    /** Why a request of a kind is refused; null when it is allowed. */
    public @Nullable Error refusal(RequestKind.Code kind, LocalDate today) {
        if (!kinds.contains(kind)) {
            return error(
                    Error.Code.Value.NOT_ALLOWED,
                    "",
                    kinds.isEmpty() ? "the caller has no profile" : kind + ": not of the caller's profile");
        }
        for (AccessProfile profile : profiles) {
            if (!profile.getEnds().isEmpty() && today.isAfter(LocalDate.parse(profile.getEnds()))) {
                return error(Error.Code.Value.NOT_ALLOWED, "", "the caller's profile ended on " + profile.getEnds());
            }
        }
        return null;
    }

    /**
     * As {@link #refusal(RequestKind.Code, LocalDate)}, and counts it against the rate.
     *
     * @param nowNanos by {@link System#nanoTime}
     */
    public @Nullable Error refusal(RequestKind.Code kind, LocalDate today, long nowNanos) {
        Error refusal = refusal(kind, today);
        return refusal == null ? rateRefusal(nowNanos) : refusal;
    }

    /**
     * Why a question is refused; null when it is allowed. Counts it against the rate.
     *
     * @param nowNanos by {@link System#nanoTime}
     */
    public @Nullable Error refusal(Question question, LocalDate today, long nowNanos) {
        for (RequestKind.Code kind : kindsOf(question)) {
            Error refusal = refusal(kind, today);
            if (refusal != null) {
                return refusal;
            }
        }
        for (AccessProfile profile : profiles) {
            Error refusal = refusal(profile, question);
            if (refusal != null) {
                return refusal;
            }
        }
        return rateRefusal(nowNanos);
    }

    /**
     * Why a request of a kind is refused, which shows a record as a question does: by its context and the rate too; null when it is
     * allowed.
     *
     * @param nowNanos by {@link System#nanoTime}
     */
    public @Nullable Error refusal(RequestKind.Code kind, Context context, LocalDate today, long nowNanos) {
        Error refusal = refusal(kind, today);
        for (AccessProfile profile : profiles) {
            refusal = refusal == null ? refusal(profile, context) : refusal;
        }
        return refusal == null ? rateRefusal(nowNanos) : refusal;
    }

    private @Nullable Error rateRefusal(long nowNanos) {
        for (int i = 0; i < rates.size(); i++) {
            if (!rates.get(i).take(nowNanos)) {
                rates.subList(0, i).forEach(RateLimit::giveBack);
                return error(Error.Code.Value.RATE_EXCEEDED, "", "more requests than the caller's profile allows");
            }
        }
        return null;
    }

    /** Whether records of all datasets are shown. */
    public boolean includeAllDatasets() {
        return profiles.stream().allMatch(profile -> profile.getDatasetsCount() == 0);
    }

    /** Whether a dataset is searched for the caller, and its records are shown. */
    public boolean include(Dataset.Code dataset) {
        return profiles.stream().allMatch(profile -> isAny(profile.getDatasetsList(), dataset));
    }

    /** Whether records of a named collection are shown; empty = those of none. */
    public boolean includeFile(String file) {
        return file.isEmpty() || profiles.stream().allMatch(profile -> isAny(profile.getFilesList(), file));
    }

    /** Whether a field is shown, by its name in JSON, of those that profiles may leave out. */
    public boolean includeField(String field) {
        return profiles.stream().allMatch(profile -> isAny(profile.getFieldsList(), field));
    }

    /** Whether any field is left out. */
    public boolean narrowFields() {
        return profiles.stream().anyMatch(profile -> profile.getFieldsCount() > 0);
    }

    /** Whether they make their caller an observer. */
    boolean areAnObservers() {
        return profiles.stream().anyMatch(AccessProfile::getObserver);
    }

    /** Travellers of one manifest at most. */
    public int manifestMax() {
        return profiles.stream()
                .mapToInt(AccessProfile::getManifestMax)
                .filter(max -> max > 0)
                .min()
                .orElse(TRAVELLERS_MAX);
    }

    private static @Nullable Error refusal(AccessProfile profile, Question question) {
        for (Dataset.Code dataset : question.getDatasetsList()) {
            if (!isAny(profile.getDatasetsList(), dataset)) {
                return error(Error.Code.Value.NOT_ALLOWED, "datasets", dataset + ": not of the caller's profile");
            }
        }
        if (!profile.getPatterns() && asksPattern(question)) {
            return error(
                    Error.Code.Value.NOT_ALLOWED, "document.number", "a pattern, which the caller's profile does not allow");
        }
        return refusal(profile, question.getContext());
    }

    private static @Nullable Error refusal(AccessProfile profile, Context context) {
        for (ContextField.Code field : profile.getMandatoryContextList()) {
            if (isAbsent(context, field)) {
                return missing(field);
            }
        }
        if (profile.getPurposesCount() > 0) {
            if (isAbsent(context, ContextField.Code.PURPOSE)) {
                return missing(ContextField.Code.PURPOSE);
            }
            if (!profile.getPurposesList().contains(context.getPurpose())) {
                return error(
                        Error.Code.Value.NOT_ALLOWED,
                        nameOf(ContextField.Code.PURPOSE),
                        context.getPurpose() + ": not of the caller's profile");
            }
        }
        if (profile.getOfficersCount() > 0) {
            if (isAbsent(context, ContextField.Code.OFFICER)) {
                return missing(ContextField.Code.OFFICER);
            }
            if (!profile.getOfficersList().contains(context.getOfficer())) {
                return error(
                        Error.Code.Value.NOT_ALLOWED,
                        nameOf(ContextField.Code.OFFICER),
                        "an officer whom the caller's profile does not name");
            }
        }
        return null;
    }

    private static boolean isPlain(AccessProfile profile) {
        return isAny(profile.getDatasetsList(), Dataset.Code.TRAVEL_DOCUMENTS)
                && isAny(profile.getDatasetsList(), Dataset.Code.PERSONS)
                && isAny(profile.getDatasetsList(), Dataset.Code.NOTICES)
                && profile.getOfficersCount() == 0;
    }

    private static <T> boolean isAny(List<T> allowed, T value) {
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static Set<RequestKind.Code> usual() {
        Set<RequestKind.Code> usual = EnumSet.allOf(RequestKind.Code.class);
        usual.removeAll(EnumSet.of(RequestKind.Code.FOLLOW, RequestKind.Code.SNAPSHOT));
        return usual;
    }

    private static List<RequestKind.Code> kindsOf(Question question) {
        Set<RequestKind.Code> kinds = EnumSet.noneOf(RequestKind.Code.class);
        if (question.hasDocument()) {
            kinds.add(RequestKind.Code.DOCUMENT);
        }
        if (question.getMrzCount() > 0) {
            kinds.add(RequestKind.Code.ZONE);
        }
        if (question.hasPerson()) {
            kinds.add(RequestKind.Code.PERSON);
        }
        if (question.hasNotice()) {
            kinds.add(RequestKind.Code.NOTICE);
        }
        return List.copyOf(kinds);
    }

    private static boolean asksPattern(Question question) {
        return isPattern(question.getDocument())
                || question.getFurtherDocumentsList().stream().anyMatch(Rights::isPattern);
    }

    private static boolean isPattern(DocumentQuestion asked) {
        return asked.getNumber().indexOf('*') >= 0;
    }

    private static boolean isAbsent(Context context, ContextField.Code field) {
        return switch (field) {
            case OFFICER -> context.getOfficer().isBlank();
            case PLACE -> context.getPlace().isBlank();
            case DIRECTION -> context.getDirection() == Direction.Code.UNSPECIFIED;
            case JOURNEY -> context.getJourney().isBlank();
            case PURPOSE -> context.getPurpose() == Purpose.Code.UNSPECIFIED;
            case UNSPECIFIED, UNRECOGNIZED -> true;
        };
    }

    /** Of the field in {@link Context}. */
    private static int numberOf(ContextField.Code field) {
        return switch (field) {
            case OFFICER -> Context.OFFICER_FIELD_NUMBER;
            case PLACE -> Context.PLACE_FIELD_NUMBER;
            case DIRECTION -> Context.DIRECTION_FIELD_NUMBER;
            case JOURNEY -> Context.JOURNEY_FIELD_NUMBER;
            case PURPOSE -> Context.PURPOSE_FIELD_NUMBER;
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(field + ": of no context");
        };
    }

    private static Error missing(ContextField.Code field) {
        return error(
                Error.Code.Value.MISSING_VALUE, nameOf(field), "absent (expected: given, by the caller's profile)");
    }

    private static String nameOf(ContextField.Code field) {
        return "context." + field.name().toLowerCase(Locale.ROOT);
    }

    private static Error error(Error.Code.Value code, String field, String message) {
        return Error.newBuilder().setCode(code).setField(field).setMessage(message).build();
    }
}
