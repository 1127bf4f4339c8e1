package io.vigie.server.cli;

import io.vigie.server.ingest.Load;
import io.vigie.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, silence elsewhere. Used by the loading thread. */
final class LoadProgress implements Load.Progress, AutoCloseable {
    private final @Nullable ProgressBar bar;

    private LoadProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static LoadProgress silent() {
        return new LoadProgress(null);
    }

    /** The launcher says whether stderr is a terminal: Java can only tell of stdin and stdout together. */
    static LoadProgress of(List<String> files) {
        if (!Boolean.getBoolean("vigie.stderr-is-terminal")) {
            return silent();
        }
        return new LoadProgress(new ProgressBarBuilder()
                .setTaskName("read")
                .setInitialMax(bytesOf(files))
                .setUnit(" MB", 1 << 20)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(250)
                .build());
    }

    @Override
    public void read(long bytes, long records) {
        if (bar != null) {
            bar.stepTo(bytes);
            bar.setExtraMessage(Counted.of(records, "record"));
        }
    }

    @Override
    public void sorting() {
        if (bar != null) {
            bar.setExtraMessage("sorting and writing");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** −1, for "not known", when standard input is among the files. */
    private static long bytesOf(List<String> files) {
        long bytes = 0;
        for (String file : files) {
            try {
                bytes += file.equals("-") ? Long.MIN_VALUE / 2 : Files.size(Path.of(file));
            } catch (IOException e) {
                // The load itself says what is wrong with the file.
            }
        }
        return bytes < 0 ? -1 : bytes;
    }
}
