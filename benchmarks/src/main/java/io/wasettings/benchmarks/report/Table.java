package io.wasettings.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures of all scenarios, by name; the median stands for several values of one name. */
public final class Table {

    private final List<Row> rows = new ArrayList<>();
    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    private record Row(String figure, String unit, List<Double> values) {}

    /** Adds a value of one run. */
    public void add(String figure, String unit, double value) {
        out.printf(Locale.ROOT, "  %s: %.2f %s%n", figure, value, unit);
        rows.stream()
                .filter(row -> row.figure().equals(figure))
                .findFirst()
                .orElseGet(() -> {
                    Row row = new Row(figure, unit, new ArrayList<>());
                    rows.add(row);
                    return row;
                })
                .values()
                .add(value);
    }

    /** The median of a figure, or NaN where it was not measured. */
    public double median(String figure) {
        return rows.stream()
                .filter(row -> row.figure().equals(figure))
                .mapToDouble(row -> median(row.values()))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Adds one figure divided by another, where both were measured. */
    public void ratio(String figure, String over, String under) {
        double ratio = median(over) / median(under);
        if (!Double.isNaN(ratio)) {
            rows.add(new Row(figure, "x", List.of(ratio)));
        }
    }

    /** Prints all as a Markdown table: median, least and greatest. */
    public void print() {
        out.println("\n| Figure | Median | Least | Greatest | Unit |\n| --- | ---: | ---: | ---: | --- |");
        for (Row row : rows) {
            double[] sorted = row.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %s |%n",
                    row.figure(),
                    median(row.values()),
                    sorted[0],
                    sorted[sorted.length - 1],
                    row.unit());
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
