package io.vigie.mrz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides by shape which format a text is, and brings lines of nearly the right shape into it. */
final class ZoneShape {

    /** A line of data is never further than this from its width. */
    private static final int DATA_LINE_OFF_MAX = 3;

    /** Beside a line of exactly its width, a line may have lost this many fillers. */
    private static final int FILLERS_LOST_MAX = 9;

    private static final int EXTRA_MAX = 4;

    /** The data line of a visa without its optional field (Doc 9303-7). */
    private static final int VISA_DATA_SIZE = 28;

    private static final int NOISE_LENGTH_MAX = 27;

    private ZoneShape() {}

    /** The format of a joined zone: the shape decides, then the first letters (Doc 9303-7 for V). */
    static MrzFormat format(char[] text) {
        boolean visa = text[0] == 'V';
        return switch (text.length) {
            case 90 -> MrzFormat.TD1;
            case 88 -> visa ? MrzFormat.MRVA : MrzFormat.TD3;
            case 72 -> visa ? MrzFormat.MRVB : FrenchCard.matches(text) ? MrzFormat.IDFRA : MrzFormat.TD2;
            default -> MrzFormat.UNKNOWN;
        };
    }

    /** The zone that the lines were meant to be; null when there is none. Reports lines of other lengths. */
    static Zone assemble(List<String> lines, Draft draft) {
        Zone best = aligned(lines);
        if (best == null) {
            best = trimmed(lines);
        }
        if (best == null || !isExact(lines, best.text().length)) {
            best = better(best, joined(lines));
        }
        if (best == null) {
            best = aligned(withoutNoise(lines));
        }
        for (int i = 0; best == null && i < lines.size() - 1 && lines.size() <= 4; i++) {
            best = aligned(withMerged(lines, i));
        }
        if (best != null) {
            report(lines, best.text(), draft);
        }
        return best;
    }

    private static Zone better(Zone one, Zone other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ZoneScore.of(other.text()) > ZoneScore.of(one.text()) ? other : one;
    }

    private static Zone joined(List<String> lines) {
        String joined = String.join("", lines);
        return ZoneText.isTotal(joined.length()) ? new Zone(joined.toCharArray(), List.of()) : null;
    }

    /**
     * A zone that lost all fillers at the ends of its lines, as when blanks stood for them: cards and visas have lines
     * that end in fields often empty. Both dates must agree with their digits.
     */
    private static Zone trimmed(List<String> lines) {
        int width = trimmedWidth(lines);
        if (width == 0) {
            return null;
        }
        char[] text = new char[lines.size() * width];
        Arrays.fill(text, MrzChars.FILLER);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > width) {
                return null;
            }
            line.getChars(0, line.length(), text, i * width);
        }
        Layout layout = Layout.of(format(text));
        return ZoneDigits.birth(text, layout) && ZoneDigits.expiry(text, layout) ? new Zone(text, List.of()) : null;
    }

    /** The data lines of other formats end in a digit. */
    private static int trimmedWidth(List<String> lines) {
        boolean card = lines.size() == 3 && lines.get(1).length() == 30;
        boolean visa = lines.size() == 2 && lines.get(0).startsWith("V") && lines.get(1).length() >= VISA_DATA_SIZE;
        return card ? 30 : visa ? visaWidth(lines) : 0;
    }

    /** Where a line shows it; else the full size, whose fields are the same. */
    private static int visaWidth(List<String> lines) {
        return lines.get(0).length() == 36 || lines.get(1).length() == 36 ? 36 : 44;
    }

    private static Zone aligned(List<String> lines) {
        int width = width(lines);
        return width == 0 ? null : LineAlignment.align(lines, width);
    }

    private static int width(List<String> lines) {
        return switch (lines.size()) {
            case 2 -> {
                int data = lines.get(1).length();
                int width = Math.abs(data - 44) < Math.abs(data - 36) || lines.get(0).length() == 44 ? 44 : 36;
                yield isNear(lines, width) ? width : 0;
            }
            case 3 -> isNear(lines, 30) ? 30 : 0;
            default -> 0;
        };
    }

    private static boolean isNear(List<String> lines, int width) {
        boolean oneExact = false;
        for (String line : lines) {
            oneExact |= line.length() == width;
        }
        int names = lines.size() == 3 ? 2 : 0;
        for (int i = 0; i < lines.size(); i++) {
            int off = lines.get(i).length() - width;
            boolean near = i == names
                    ? off <= EXTRA_MAX && off > 5 - width
                    : Math.abs(off) <= DATA_LINE_OFF_MAX || oneExact && off < 0 && off >= -FILLERS_LOST_MAX;
            if (!near) {
                return false;
            }
        }
        return true;
    }

    private static List<String> withoutNoise(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (line.indexOf(MrzChars.FILLER) >= 0 || line.length() > NOISE_LENGTH_MAX) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static List<String> withMerged(List<String> lines, int index) {
        List<String> merged = new ArrayList<>(lines);
        merged.set(index, merged.get(index) + merged.remove(index + 1));
        return merged;
    }

    private static boolean isExact(List<String> lines, int total) {
        for (String line : lines) {
            if (line.length() * lines.size() != total) {
                return false;
            }
        }
        return true;
    }

    private static void report(List<String> lines, char[] text, Draft draft) {
        int total = text.length;
        int count = total == 90 ? 3 : 2;
        if (lines.size() == 1 && lines.get(0).length() == total) {
            return;
        }
        if (lines.size() != count) {
            draft.malformed(MrzProblem.Code.LINE_COUNT, "zone", lines.size() + " lines (expected: " + count + ")");
            return;
        }
        for (int i = 0; i < count; i++) {
            int length = lines.get(i).length();
            if (length != total / count) {
                draft.malformed(
                        MrzProblem.Code.LENGTH,
                        "zone",
                        "line " + (i + 1) + ": " + length + " characters (expected: " + total / count + ")");
                draft.repair(
                        "zone",
                        lines.get(i),
                        new String(text, i * total / count, total / count),
                        "brought to the length of a line where the check digits agree best");
            }
        }
    }
}
