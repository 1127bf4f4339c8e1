package io.vigie.server.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON Lines. A line over the limit is skipped whole, without being held. Blank lines are passed over. */
final class JsonLines implements RecordSource {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int size;
    private long number;
    private boolean ended;

    JsonLines(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public boolean isReady() throws IOException {
        return !ended && (position < size || in.available() > 0);
    }

    @Override
    public @Nullable Item next() {
        while (!ended) {
            number++;
            try {
                Item item = line();
                if (item != null) {
                    return item;
                }
            } catch (IOException e) {
                ended = true;
                return Item.fault(number, RecordSource.fault(e));
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Item line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        while (true) {
            if (position == size && !fill()) {
                ended = true;
                break;
            }
            int start = position;
            while (position < size && buffer[position] != '\n') {
                position++;
            }
            tooLong = tooLong || line.size() + position - start > ITEM_SIZE_MAX;
            if (!tooLong) {
                line.write(buffer, start, position - start);
            }
            if (position < size) {
                position++;
                break;
            }
        }
        if (tooLong) {
            return Item.fault(number, "line longer than " + ITEM_SIZE_MAX + " bytes");
        }
        return isBlank(line.toByteArray()) ? null : Item.of(number, content(line.toByteArray()));
    }

    /** Without the byte order mark that some editors put before the first line. */
    private byte[] content(byte[] line) {
        boolean marked = number == 1
                && line.length >= 3
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        position = 0;
        size = Math.max(0, in.read(buffer));
        return size > 0;
    }
}
