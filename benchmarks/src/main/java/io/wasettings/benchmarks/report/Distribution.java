package io.wasettings.benchmarks.report;

import java.util.Collection;

/** A sorted sample of durations in milliseconds. */
public final class Distribution {

    private final double[] sorted;

    public Distribution(Collection<? extends Number> millis) {
        sorted = millis.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    }

    /** The value that so many percent of the sample do not exceed. */
    public double percentile(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
        return sorted[Math.max(0, index)];
    }

    public int size() {
        return sorted.length;
    }
}
