package io.vigie.bench.capacity;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the calculator of the page computes with, as JSON. */
final class Calculator {
    private Calculator() {}

    /**
     * A kind of questions.
     *
     * @param highest rate of one machine over the measured data
     * @param grows what makes a question dearer: {@code documents} or {@code persons}
     * @param measured records of that kind under load
     * @param exponent of growth of the time a question takes, 0 or more
     */
    private record Kind(String label, double highest, String grows, long measured, double exponent) {}

    /** What a record costs, in bytes. */
    private record Bytes(String of, double disk, double own) {}

    private record Values(double share, double ownBytes, List<Kind> kinds, List<Bytes> bytes) {}

    static String json(CapacityReport report) {
        List<Kind> kinds = new ArrayList<>();
        List<Bytes> bytes = new ArrayList<>();
        for (Growth growth : report.growth()) {
            boolean ofDocuments = growth.of().equals("documents");
            Traffic traffic = ofDocuments ? Traffic.DOCUMENTS : Traffic.CHECKS;
            long measured = ofDocuments ? report.world().world().documents() : report.world().world().persons();
            double highest = report.carried().stream()
                    .filter(one -> one.traffic() == traffic)
                    .mapToDouble(Carried::highest)
                    .findFirst()
                    .orElse(0);
            double exponent = growth.exponent(Cost.QUESTION::of);
            kinds.add(new Kind(
                    traffic.label(), highest, growth.of(), measured, Double.isFinite(exponent) ? Math.max(0, exponent) : 0));
            bytes.add(new Bytes(
                    growth.of(), perRecord(growth, Growth.Point::diskBytes), perRecord(growth, Growth.Point::ownBytes)));
        }
        double own = report.growth().getFirst().points().getFirst().ownBytes();
        // No text of ours holds a "<", so the script element that this stands in cannot be ended by it.
        return new Gson().toJson(new Values(Sizing.SHARE, own, kinds, bytes));
    }

    private static double perRecord(Growth growth, ToDoubleFunction<Growth.Point> cost) {
        return Math.max(0, growth.perRecord(cost));
    }
}
