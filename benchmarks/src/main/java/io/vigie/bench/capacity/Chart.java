package io.vigie.bench.capacity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Lines over two axes, as SVG that stands in a page. The page gives the colours. */
final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 36;
    private static final int BOTTOM = 48;
    private static final int LEGEND_SWATCH = 22;
    private static final double LETTER_WIDTH = 7.2;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Line> lines = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** What is along a side. */
    record Axis(String label, Scale scale) {}

    /** A value of both axes. */
    record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    /** A value of one axis that is told of. */
    private record Mark(boolean upright, double value, String label) {}

    private record Range(double low, double high) {}

    Chart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Points that an axis cannot show (nothing on a logarithmic one) are left out. */
    Chart line(String name, List<Point> points) {
        lines.add(new Line(name, points.stream().filter(this::isShown).toList()));
        return this;
    }

    Chart upright(double value, String label) {
        marks.add(new Mark(true, value, label));
        return this;
    }

    Chart level(double value, String label) {
        marks.add(new Mark(false, value, label));
        return this;
    }

    String svg() {
        Range across = range(x.scale, Point::x, true);
        Range up = range(y.scale, Point::y, false);
        StringBuilder svg = new StringBuilder();
        svg.append(format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n", WIDTH, HEIGHT, escaped(title)));
        grid(svg, across, up);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), i, across, up);
        }
        for (Mark mark : marks) {
            mark(svg, mark, across, up);
        }
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    private boolean isShown(Point point) {
        return isShown(x.scale, point.x) && isShown(y.scale, point.y);
    }

    private static boolean isShown(Scale scale, double value) {
        return Double.isFinite(value) && (scale != Scale.LOGARITHMIC || value > 0);
    }

    private Range range(Scale scale, ToDoubleFunction<Point> value, boolean upright) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (Point point : line.points) {
                low = Math.min(low, value.applyAsDouble(point));
                high = Math.max(high, value.applyAsDouble(point));
            }
        }
        for (Mark mark : marks) {
            if (mark.upright == upright && isShown(scale, mark.value)) {
                low = Math.min(low, mark.value);
                high = Math.max(high, mark.value);
            }
        }
        return switch (scale) {
            case LINEAR -> new Range(0, high > 0 ? high * 1.15 : 1);
            case LOGARITHMIC -> high > 0 ? new Range(low / 1.25, high * (marks.isEmpty() ? 1.25 : 2.5)) : new Range(1, 10);
            case NINES -> new Range(0, 99.995);
        };
    }

    private void grid(StringBuilder svg, Range across, Range up) {
        for (double tick : x.scale.ticks(across.low, across.high)) {
            double at = right(tick, across);
            svg.append(format("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", at, TOP, at, HEIGHT - BOTTOM));
            svg.append(format("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", at, HEIGHT - BOTTOM + 16, tick(x.scale, tick)));
        }
        for (double tick : y.scale.ticks(up.low, up.high)) {
            double at = down(tick, up);
            svg.append(format("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n", LEFT, at, WIDTH - RIGHT, at));
            svg.append(format("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, at + 4, tick(y.scale, tick)));
        }
        svg.append(format("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, escaped(x.label)));
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.append(format("<text class=\"axis\" x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">%s</text>%n", middle, middle, escaped(y.label)));
    }

    private void mark(StringBuilder svg, Mark mark, Range across, Range up) {
        if (!isShown(mark.upright ? x.scale : y.scale, mark.value)) {
            return;
        }
        if (mark.upright) {
            double at = right(mark.value, across);
            boolean leftOf = at > WIDTH / 2.0;
            svg.append(format("<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", at, TOP, at, HEIGHT - BOTTOM));
            svg.append(format("<text class=\"told\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", leftOf ? at - 6 : at + 6, TOP + 14, leftOf ? "end" : "start", escaped(mark.label)));
        } else {
            double at = down(mark.value, up);
            svg.append(format("<line class=\"mark\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n", LEFT, at, WIDTH - RIGHT, at));
            // On the left: curves of latency rise towards the right.
            svg.append(format("<text class=\"told\" x=\"%d\" y=\"%.1f\">%s</text>%n", LEFT + 6, at - 5, escaped(mark.label)));
        }
    }

    private void line(StringBuilder svg, Line line, int index, Range across, Range up) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points) {
            path.append(format("%.1f,%.1f ", right(point.x, across), down(point.y, up)));
        }
        svg.append(format("<polyline class=\"line s%d\" points=\"%s\"/>%n", index, path.toString().strip()));
        for (Point point : line.points) {
            svg.append(format(
                    "<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s: %s, %s</title></circle>%n",
                    index, right(point.x, across), down(point.y, up), escaped(line.name), tick(x.scale, point.x), tick(y.scale, point.y)));
        }
    }

    private void legend(StringBuilder svg) {
        double at = LEFT;
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name;
            svg.append(format("<line class=\"line s%d\" x1=\"%.1f\" y1=\"18\" x2=\"%.1f\" y2=\"18\"/>%n", i, at, at + 16));
            svg.append(format("<text class=\"key\" x=\"%.1f\" y=\"22\">%s</text>%n", at + LEGEND_SWATCH, escaped(name)));
            at += LEGEND_SWATCH + name.length() * LETTER_WIDTH + 14;
        }
    }

    private double right(double value, Range range) {
        return LEFT + share(x.scale, value, range) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double value, Range range) {
        return HEIGHT - BOTTOM - share(y.scale, value, range) * (HEIGHT - TOP - BOTTOM);
    }

    private static double share(Scale scale, double value, Range range) {
        double low = scale.of(range.low);
        return Math.clamp((scale.of(value) - low) / (scale.of(range.high) - low), 0, 1);
    }

    private static String tick(Scale scale, double value) {
        if (scale == Scale.NINES) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + " %";
        }
        return value >= 1e6 ? Numbers.plain(value / 1e6) + " M" : value >= 1e4 ? Numbers.plain(value / 1e3) + " k" : Numbers.plain(value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
