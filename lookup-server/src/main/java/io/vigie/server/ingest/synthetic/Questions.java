package io.vigie.server.ingest.synthetic;

/** Makes the questions of a world: about documents, and for one in seven about persons. */
final class Questions {
    private static final int PERSONS_PER_MILLE = 150;

    private final SyntheticWorld world;
    private final DocumentQuestions documents;
    private final PersonQuestions persons;

    Questions(SyntheticWorld world) {
        this.world = world;
        this.documents = new DocumentQuestions(world);
        this.persons = new PersonQuestions(world);
    }

    SyntheticQuestion question(long index) {
        Dice dice = Dice.of(world.seed(), Dice.Stream.QUESTION, index);
        String id = "q" + index;
        return dice.perMille(personsPerMille()) ? persons.question(id, dice) : documents.question(id, dice);
    }

    private int personsPerMille() {
        if (world.persons() == 0) {
            return 0;
        }
        return world.documents() == 0 ? 1000 : PERSONS_PER_MILLE;
    }
}
