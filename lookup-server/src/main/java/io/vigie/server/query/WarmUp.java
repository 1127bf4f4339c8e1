package io.vigie.server.query;

import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.Records;
import io.vigie.server.store.DamagedPageException;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Questions that the server answers itself before anybody asks, so that the first traveller does not wait for classes to
 * load, code to be compiled and pages to be read. They go the way of all questions, on a worker, and are neither recorded
 * nor counted. Used once, by one thread.
 */
final class WarmUp {
    /** For each person that there is. */
    private static final int QUESTIONS_A_PERSON = 20;

    private static final int QUESTIONS_MAX = 5_000;
    private static final int QUESTIONS_MIN = 20;

    /** A name in scripts that ICU spells, each by tables that it loads when they are first needed. */
    private static final Question OTHER_SCRIPTS = Question.newBuilder()
            .setPerson(PersonQuestion.newBuilder()
                    .addNames(Name.newBuilder().setFull("王 김 アンナ สมชาย राम രാമ ராம් রাম Անի ანა አበበ")))
            .build();

    private static final List<String> ZONE = MrzWriter.of(MrzFormat.TD3)
            .documentCode("P")
            .issuingState("UTO")
            .documentNumber("L898902C3")
            .names("ERIKSSON", "ANNA MARIA")
            .nationality("UTO")
            .birthDate(LocalDate.of(1974, 8, 12))
            .sex('F')
            .expiryDate(LocalDate.of(2032, 4, 15))
            .lines();

    private final QuestionWorkers workers;
    private final ReadView view;
    private final SplittableRandom random = new SplittableRandom(1);
    private String surname = "ERIKSSON";

    /** @param view not begun, owned by the caller */
    WarmUp(QuestionWorkers workers, ReadView view) {
        this.workers = workers;
        this.view = view;
    }

    /** Asks for so long, or until it has asked enough. */
    void run(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        view.begin();
        try {
            long persons = Records.contents(view).persons();
            if (persons > 0) {
                var _ = workers.probe(OTHER_SCRIPTS);
            }
            long questions = Math.clamp(persons * QUESTIONS_A_PERSON, QUESTIONS_MIN, QUESTIONS_MAX);
            for (int i = 0; i < questions && System.nanoTime() - end < 0; i++) {
                var _ = workers.probe(question(i, (int) Math.min(persons, Integer.MAX_VALUE)));
            }
        } catch (DamagedException | DamagedPageException | InternalError e) {
            // Whoever asks is told.
            return;
        } finally {
            view.end();
        }
    }

    private Question question(int i, int persons) {
        Question.Builder question = Question.newBuilder().setExplain(i % 4 == 0);
        if (persons == 0 || i % 4 == 1) {
            return question.addAllMrz(ZONE).build();
        }
        Person person = PersonIndex.read(view, 1 + random.nextInt(persons));
        if (person == null || person.getIdentitiesCount() == 0 || person.getIdentities(0).getNamesCount() == 0) {
            return question.addAllMrz(ZONE).build();
        }
        Identity identity = person.getIdentities(0);
        PersonQuestion.Builder asked = PersonQuestion.newBuilder().addNames(identity.getNames(0));
        if (i % 2 == 0) {
            // Somebody like nobody in particular, as most travellers are.
            asked.setNames(0, identity.getNames(0).toBuilder().clearFull().setSurname(surname));
        }
        surname = surnameOf(identity.getNames(0));
        if (identity.getBirthDatesCount() > 0 && i % 8 != 7) {
            asked.setBirthDate(identity.getBirthDates(0));
        }
        return question.setPerson(asked).build();
    }

    private static String surnameOf(Name name) {
        return name.getSurname().isEmpty() ? name.getFull() : name.getSurname();
    }
}
