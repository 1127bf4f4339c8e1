package io.vigie.client;

import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import java.time.Duration;

/** The smallest program that uses the library: asks one question and prints the verdict. */
final class Terminal {
    private Terminal() {}

    public static void main(String[] args) {
        ClientConfig config = ClientConfig.builder()
                .endpoint(args[0])
                .deadline(Duration.ofSeconds(20))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        Question question = Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber("L898902C3"))
                .build();
        try (LookupClient client = LookupClient.connect(config)) {
            System.out.println(System.getProperty("java.specification.version") + " "
                    + client.askAndWait(question).message().getVerdict());
        }
    }
}
