package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What the demonstration asks, and whether the answers are as they must be. Used once. */
final class DemoStory {
    /** One record for a thousand numbers; the synthetic world has single documents only. */
    static final String STOLEN_BLANKS =
            """
            {"travelDocument":{"id":"FRA-D-BLANKS","owner":"FRA","issuingState":"FRA","type":"PASSPORT",\
            "number":"99ZZ10000","numberEnd":"99ZZ10999","status":"STOLEN_BLANK","statusDate":"2025-11-03"}}
            """;

    private static final int IN_FLIGHT = 512;
    private static final long THROUGHPUT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final SyntheticWorld world;
    private final LookupClient client;
    private final DemoDamage damage;
    private final PrintWriter out;
    private boolean right = true;

    DemoStory(SyntheticWorld world, LookupClient client, DemoDamage damage, PrintWriter out) {
        this.world = world;
        this.client = client;
        this.damage = damage;
        this.out = out;
    }

    /** True when every answer was as expected. */
    boolean tell() {
        warmUp();
        clear();
        stolen();
        misread();
        blank();
        tied();
        person();
        damaged();
        invalid();
        throughput();
        return right;
    }

    private void clear() {
        ask("A traveller of whom nothing is known: one swipe of the passport", clearZone(), Verdict.Code.NO_HIT);
    }

    private Question clearZone() {
        return zone("traveller");
    }

    /** The zone of the first traveller of this kind. */
    private Question zone(String variant) {
        Question asked = firstQuestion(variant).question();
        return Question.newBuilder().addAllMrz(asked.getMrzList()).build();
    }

    private void stolen() {
        TravelDocument stolen = firstDocument(this::isStolenPassport);
        String spaced = stolen.getNumber().substring(0, 2) + " " + stolen.getNumber().substring(2);
        ask(
                "A stolen passport, typed with a blank and in lower case",
                document(DocumentQuestion.newBuilder()
                        .setNumber(spaced.toLowerCase(Locale.ROOT))
                        .setIssuingState(stolen.getIssuingState())
                        .setType(DocumentType.Code.PASSPORT)
                        .build()),
                Verdict.Code.HIT);
    }

    private void misread() {
        TravelDocument stolen = firstDocument(
                document -> isStolenPassport(document) && document.getNumber().indexOf('0', 2) > 0);
        List<String> zone = new ArrayList<>(MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState(stolen.getIssuingState())
                .documentNumber(stolen.getNumber())
                .names("Eriksson", "Anna Maria")
                .nationality(stolen.getIssuingState())
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2031, 4, 15))
                .lines());
        int zero = zone.get(1).indexOf('0', 2);
        zone.set(1, zone.get(1).substring(0, zero) + "O" + zone.get(1).substring(zero + 1));
        ask(
                "A stolen passport whose zone was misread: the letter O for the digit 0",
                Question.newBuilder().addAllMrz(zone).build(),
                Verdict.Code.HIT);
    }

    private void blank() {
        ask(
                "A stolen blank: one record covers a thousand numbers",
                document(DocumentQuestion.newBuilder()
                        .setNumber("99ZZ10417")
                        .setIssuingState("FRA")
                        .setType(DocumentType.Code.PASSPORT)
                        .build()),
                Verdict.Code.HIT);
    }

    private void tied() {
        ask("A valid passport that a notice is about", zone("documentOfNotice"), Verdict.Code.HIT);
    }

    private void person() {
        Identity listed = firstLatinPerson();
        Name name = listed.getNames(0);
        ask(
                "A wanted person, surname and given names exchanged, one letter of the surname lost",
                Question.newBuilder()
                        .setPerson(PersonQuestion.newBuilder()
                                .addNames(Name.newBuilder()
                                        .setSurname(name.getGiven())
                                        .setGiven(name.getSurname().substring(0, name.getSurname().length() - 1)))
                                .setBirthDate(listed.getBirthDates(0)))
                        .setExplain(true)
                        .build(),
                Verdict.Code.POSSIBLE);
    }

    private Identity firstLatinPerson() {
        Set<String> active = new HashSet<>();
        for (long i = 0; i < world.notices(); i++) {
            if (world.notice(i).getStatus() == NoticeStatus.Code.PUBLISHED) {
                active.add(world.notice(i).getId());
            }
        }
        for (long i = 0; i < world.persons(); i++) {
            Person person = world.person(i);
            Identity identity = person.getIdentities(0);
            Name name = identity.getNames(0);
            if (person.getNoticeIdsList().stream().anyMatch(active::contains)
                    && name.getSurname().matches("[A-Za-z]{7,}")
                    && name.getGiven().matches("[A-Za-z]{4,}")
                    && identity.getBirthDatesCount() > 0
                    && identity.getBirthDates(0).length() == 10) {
                return identity;
            }
        }
        throw new IllegalStateException("demo: the world holds no such person");
    }

    /** Bytes on the disk are changed under the running server, which must notice by itself. */
    private void damaged() {
        Question clear = clearZone();
        damage.make();
        ask(
                "The same traveller as the first, while an index on the disk is damaged (which the server has noticed by itself)",
                clear,
                Verdict.Code.PARTIAL);
        damage.mend();
    }

    private void invalid() {
        ask(
                "A question that cannot be answered",
                document(DocumentQuestion.newBuilder()
                        .setNumber("12AB34567")
                        .setIssuingState("QQQ")
                        .build()),
                Verdict.Code.INVALID);
    }

    private void ask(String title, Question question, Verdict.Code expected) {
        Answer answer = client.askAndWait(question).message();
        out.println(title);
        out.println("  asked: " + asked(question));
        out.println("  " + AnswerText.of(answer).replace("\n", "\n  "));
        if (answer.getVerdict() != expected) {
            right = false;
            out.println("  !! expected " + expected);
        }
        out.println();
        out.flush();
    }

    private static String asked(Question question) {
        if (question.getMrzCount() > 0) {
            return String.join("\n         ", question.getMrzList());
        }
        if (question.hasDocument()) {
            DocumentQuestion document = question.getDocument();
            return "number " + document.getNumber() + ", state " + document.getIssuingState();
        }
        Name name = question.getPerson().getNames(0);
        return name.getSurname() + ", " + name.getGiven();
    }

    private static Question document(DocumentQuestion document) {
        return Question.newBuilder().setDocument(document).build();
    }

    private boolean isStolenPassport(TravelDocument document) {
        return document.getStatus() == DocumentStatus.Code.STOLEN
                && document.getType() == DocumentType.Code.PASSPORT
                && document.getNumberEnd().isEmpty()
                && document.getNumber().length() == 9
                && document.getIssuingState().length() == 3;
    }

    private TravelDocument firstDocument(Predicate<TravelDocument> wanted) {
        for (long i = 0; i < world.documents(); i++) {
            TravelDocument document = world.document(i);
            if (wanted.test(document)) {
                return document;
            }
        }
        throw new IllegalStateException("demo: the world holds no such document");
    }

    private SyntheticQuestion firstQuestion(String variant) {
        for (long i = 0; i < world.questionCount(); i++) {
            SyntheticQuestion question = world.question(i);
            if (question.truth().variant().equals(variant)) {
                return question;
            }
        }
        throw new IllegalStateException("demo: the world holds no such question");
    }

    /** The first questions of a process compile its code; they say nothing about a running server. */
    private void warmUp() {
        run(2 * TimeUnit.SECONDS.toNanos(1), documentQuestions());
    }

    private void throughput() {
        List<SyntheticQuestion> questions = documentQuestions();
        Counts counts = run(THROUGHPUT_NANOS, questions);
        right &= counts.wrong.get() == 0;
        out.printf(
                Locale.ROOT,
                "%,d document questions a second through the client library, %d in flight, client and server in one"
                        + " process; every answer compared with the truth: %d wrong.%n",
                counts.answered.get() * TimeUnit.SECONDS.toNanos(1) / THROUGHPUT_NANOS,
                IN_FLIGHT,
                counts.wrong.get());
        out.flush();
    }

    private record Counts(AtomicLong answered, AtomicLong wrong) {}

    private Counts run(long nanos, List<SyntheticQuestion> questions) {
        Counts counts = new Counts(new AtomicLong(), new AtomicLong());
        Semaphore permits = new Semaphore(IN_FLIGHT);
        long end = System.nanoTime() + nanos;
        for (int i = 0; System.nanoTime() < end; i = (i + 1) % questions.size()) {
            SyntheticQuestion question = questions.get(i);
            permits.acquireUninterruptibly();
            CompletableFuture<io.vigie.client.Answer> answer =
                    client.ask(question.question()).toCompletableFuture();
            answer.whenComplete((given, failure) -> {
                permits.release();
                counts.answered.incrementAndGet();
                if (given == null || given.message().getVerdict() != question.truth().verdict()) {
                    counts.wrong.incrementAndGet();
                }
            });
        }
        permits.acquireUninterruptibly(IN_FLIGHT);
        return counts;
    }

    private List<SyntheticQuestion> documentQuestions() {
        List<SyntheticQuestion> questions = new ArrayList<>();
        world.questions(question -> {
            if (question.truth().dataset() == Dataset.Code.TRAVEL_DOCUMENTS) {
                questions.add(question);
            }
        });
        return questions;
    }
}
