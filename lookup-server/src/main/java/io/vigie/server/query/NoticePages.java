package io.vigie.server.query;

import io.vigie.server.index.RecordLinks;
import io.vigie.v1.Error;
import io.vigie.v1.NoticeQuestion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Names of pages: which question, and behind which notice the page begins. Notices are listed by id, which never changes:
 * whatever is added, changed or withdrawn between two pages, none is shown twice and none that stayed is left out; one that
 * is added shows when its id lies ahead. Pure.
 *
 * <pre>
 *  +-------+-----------------------+------------------------------+
 *  | level | hash of the question  | id of the last notice shown  |   in Base64 for addresses
 *  | 1     | 4 bytes               | UTF-8                        |
 *  +-------+-----------------------+------------------------------+
 * </pre>
 */
final class NoticePages {
    private static final byte LEVEL = 1;
    private static final int HEAD_SIZE = 5;

    private NoticePages() {}

    /** The page behind a notice that the asker was shown. */
    static String next(NoticeQuestion question, String lastId) {
        byte[] id = RecordLinks.canonical(lastId).getBytes(StandardCharsets.UTF_8);
        byte[] page = ByteBuffer.allocate(HEAD_SIZE + id.length)
                .put(LEVEL)
                .putInt(hash(question))
                .put(id)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(page);
    }

    /** The id behind which the asked page begins, empty for the first. */
    static String after(NoticeQuestion question) throws QuestionException {
        if (question.getPage().isEmpty()) {
            return "";
        }
        byte[] page;
        try {
            page = Base64.getUrlDecoder().decode(question.getPage());
        } catch (IllegalArgumentException e) {
            throw fault("not a page");
        }
        if (page.length <= HEAD_SIZE || page[0] != LEVEL) {
            throw fault("not a page");
        }
        if (ByteBuffer.wrap(page, 1, Integer.BYTES).getInt() != hash(question)) {
            throw fault("a page of another question");
        }
        return new String(page, HEAD_SIZE, page.length - HEAD_SIZE, StandardCharsets.UTF_8);
    }

    private static int hash(NoticeQuestion question) {
        return String.join(
                        "\n",
                        question.getId(),
                        question.getSubject(),
                        question.getOwner(),
                        question.getFile(),
                        Integer.toString(question.getColourValue()),
                        Integer.toString(question.getStatusValue()))
                .hashCode();
    }

    private static QuestionException fault(String what) {
        return new QuestionException(
                Error.Code.Value.INVALID_VALUE,
                "notice.page",
                what + " (expected: nextPage of the answer before, with the same question)");
    }
}
