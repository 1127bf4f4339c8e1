package io.vigie.bench.capacity;

import io.vigie.bench.load.LoadResult;
import java.io.IOException;

/** The server lied: no figure of the run is worth anything. */
public final class WrongAnswersException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongAnswersException(LoadResult result) {
        super(result.wrong() + " wrong answers; " + String.join("; ", result.examples()));
    }
}
