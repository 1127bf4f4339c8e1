package io.vigie.mrz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Brings lines that lost or gained characters to their width, where the check digits say they were lost or gained. */
final class LineAlignment {

    /*
     * Each line is tried with the missing fillers put in, or the extra characters taken out, at every one of its
     * positions: the end first, of long lines then the start, where scanners add specks, then the inside. The layout
     * that agrees best wins. That is at most 48 trials a line. Several places inside that agree equally are all kept,
     * because they may give different numbers. Taking out anything but fillers, or putting fillers inside a word, has
     * to agree better than the rest by more than chance gives.
     */

    private final int width;
    private final char[] text;
    private final List<char[]> alternatives = new ArrayList<>();

    private LineAlignment(int lineCount, int width) {
        this.width = width;
        this.text = new char[lineCount * width];
    }

    /** The zone of lines that are near the given width. */
    static Zone align(List<String> lines, int width) {
        LineAlignment alignment = new LineAlignment(lines.size(), width);
        for (int i = 0; i < lines.size(); i++) {
            alignment.place(lines.get(i), lines.get(i).length(), i * width);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() != width) {
                alignment.alignLine(lines.get(i), i * width);
            }
        }
        return new Zone(alignment.text, alignment.alternatives);
    }

    private void alignLine(String line, int start) {
        int end = Math.min(line.length(), width);
        boolean speckled = line.length() > width;
        int best = end;
        int bestScore = score(line, end);
        List<Integer> ties = new ArrayList<>();
        for (int trial = 0; trial < end; trial++) {
            int at = speckled ? (end - trial) % end : end - 1 - trial;
            place(line, at, start);
            int score = score(line, at);
            if (score > bestScore) {
                best = at;
                bestScore = score;
                ties.clear();
            } else if (score == bestScore) {
                ties.add(at);
            }
        }
        if (best < end && !(speckled && best == 0)) {
            keepTies(line, start, ties);
        }
        place(line, best, start);
    }

    private int score(String line, int at) {
        return ZoneScore.of(text) - (line.length() > width ? 2 * lettersLost(line, at) : splitsWord(line, at) ? 1 : 0);
    }

    /** Characters taken out that are no fillers, nor what OCR reads in the fillers at the end of a line. */
    private int lettersLost(String line, int at) {
        int lost = 0;
        for (int i = at; i < at + line.length() - width; i++) {
            char c = line.charAt(i);
            lost += c == MrzChars.FILLER || at == width && MrzChars.isFillerNoise(c) ? 0 : 1;
        }
        return lost;
    }

    private static boolean splitsWord(String line, int at) {
        return at < line.length()
                && line.charAt(at) != MrzChars.FILLER
                && (at == 0 || line.charAt(at - 1) != MrzChars.FILLER);
    }

    private void keepTies(String line, int start, List<Integer> ties) {
        for (int at : ties) {
            place(line, at, start);
            alternatives.add(text.clone());
        }
    }

    /** Puts a line in its place: up to {@code at} as it is, the rest moved to end with the line's width. */
    private void place(String line, int at, int start) {
        int head = Math.min(at, Math.min(line.length(), width));
        int tail = Math.min(line.length(), width) - head;
        Arrays.fill(text, start, start + width, MrzChars.FILLER);
        line.getChars(0, head, text, start);
        line.getChars(line.length() - tail, line.length(), text, start + width - tail);
    }
}
