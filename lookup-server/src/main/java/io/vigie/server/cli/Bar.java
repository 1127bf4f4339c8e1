package io.vigie.server.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, silence elsewhere. One thread. */
final class Bar implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** The launcher says whether stderr is a terminal: Java can only tell of stdin and stdout together. */
    static Bar of(String name, String unit, long unitSize) {
        return new Bar(
                Boolean.getBoolean("vigie.stderr-is-terminal")
                        ? new ProgressBarBuilder()
                                .setTaskName(name)
                                .setUnit(unit, unitSize)
                                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                                .setUpdateIntervalMillis(250)
                                .build()
                        : null);
    }

    /** So much is done of so much. */
    void step(long done, long of) {
        if (bar != null) {
            bar.maxHint(of);
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
