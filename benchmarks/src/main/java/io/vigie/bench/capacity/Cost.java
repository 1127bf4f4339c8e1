package io.vigie.bench.capacity;

/** What grows with data, and how it is shown. */
enum Cost {
    DISK("disk", "Disk", "MB") {
        @Override
        double of(Growth.Point point) {
            return point.diskBytes() / 1e6;
        }
    },
    MEMORY("memory", "Memory of the server, mapped pages included", "MB") {
        @Override
        double of(Growth.Point point) {
            return point.memoryBytes() / 1e6;
        }
    },
    LOAD("load", "Time to load", "s") {
        @Override
        double of(Growth.Point point) {
            return point.loadSeconds();
        }
    },
    READY("ready", "Start-up until ready", "s") {
        @Override
        double of(Growth.Point point) {
            return point.readySeconds();
        }
    },
    P99("p99", "Latency p99 at a tenth of the ceiling", "ms") {
        @Override
        double of(Growth.Point point) {
            return point.p99Millis();
        }
    },
    QUESTION("question", "Time per question at the ceiling", "µs") {
        @Override
        double of(Growth.Point point) {
            return point.ceiling() > 0 ? 1e6 / point.ceiling() : 0;
        }
    };

    private final String label;
    private final String title;
    private final String unit;

    Cost(String label, String title, String unit) {
        this.label = label;
        this.title = title;
        this.unit = unit;
    }

    abstract double of(Growth.Point point);

    /** As it stands in names of figures. */
    String label() {
        return label;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }
}
