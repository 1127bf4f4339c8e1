package io.vigie.server.store;

import java.nio.file.Path;

/**
 * What a user of the store keeps in memory beside a generation, to find things faster. It means nothing to the store,
 * which sees to one thing: a view's moment lies within the time in which the companion that it is given was the
 * generation's ({@link ReadView#companion}).
 *
 * <p>Thread-safe. Nobody closes it.
 */
public interface Companion {
    /** Makes the companion of a generation. */
    interface Opener {
        /**
         * Called between two write transactions, or before the generation is seen.
         *
         * @param folder of the generation, for files beside the environment
         * @param view to read from; what is written to it is dropped
         */
        Companion open(Path folder, WriteView view);
    }
}
