package io.vigie.server.ingest.synthetic;

/** Makes the questions of a world: about documents, for one in seven about persons, for one in ten about travellers. */
final class Questions {
    private static final int PERSONS_PER_MILLE = 150;
    private static final int TRAVELLERS_PER_MILLE = 100;

    private final SyntheticWorld world;
    private final DocumentQuestions documents;
    private final PersonQuestions persons;
    private final TravellerQuestions travellers;

    Questions(SyntheticWorld world) {
        this.world = world;
        this.documents = new DocumentQuestions(world);
        this.persons = new PersonQuestions(world);
        this.travellers = new TravellerQuestions(world);
    }

    SyntheticQuestion question(long index) {
        Dice dice = Dice.of(world.seed(), Dice.Stream.QUESTION, index);
        String id = "q" + index;
        int kind = dice.below(1000);
        if (kind < personsPerMille()) {
            return persons.question(id, dice);
        }
        return world.documents() > 0 && kind >= 1000 - TRAVELLERS_PER_MILLE
                ? travellers.question(id, dice)
                : documents.question(id, dice);
    }

    private int personsPerMille() {
        if (world.persons() == 0) {
            return 0;
        }
        return world.documents() == 0 ? 1000 : PERSONS_PER_MILLE;
    }
}
