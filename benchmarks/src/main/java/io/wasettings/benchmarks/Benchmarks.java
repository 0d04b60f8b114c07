package io.wasettings.benchmarks;

import io.wasettings.benchmarks.contender.Contender;
import io.wasettings.benchmarks.micro.Micro;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.scenario.Accepted;
import io.wasettings.benchmarks.scenario.Growth;
import io.wasettings.benchmarks.scenario.Latency;
import io.wasettings.benchmarks.scenario.Replaying;
import io.wasettings.benchmarks.scenario.Scenario;
import io.wasettings.benchmarks.scenario.Slow;
import io.wasettings.benchmarks.scenario.Throughput;
import io.wasettings.benchmarks.world.World;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything in one run and prints one table; see docs/performance.md. */
@Command(name = "benchmarks", mixinStandardHelpOptions = true)
public final class Benchmarks implements Runnable {

    @Option(names = "--runs", description = "runs of each scenario; the table shows their median (default: 3)")
    private int runs = 3;

    @Option(names = "--only", split = ",", description = "scenarios, by name (default: all)")
    private List<String> only = List.of();

    @Option(names = "--contenders", split = ",", description = "of the throughput scenario: ${COMPLETION-CANDIDATES}")
    private List<Contender> contenders = Arrays.asList(Contender.values());

    @Option(names = "--commands", description = "measured in the throughput scenario (default: 10000)")
    private int commands = 10_000;

    @Option(names = "--micro", description = "JMH's benchmarks of parts instead of all that")
    private boolean micro;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public void run() {
        if (micro) {
            Micro.run();
            return;
        }
        Table table = new Table(System.out);
        List<Scenario> scenarios = List.of(
                new Throughput(contenders, 2 * commands, commands),
                new Latency(),
                new Accepted(),
                new Slow(),
                new Growth(),
                new Replaying());
        for (Scenario scenario : scenarios) {
            if (only.isEmpty() || only.contains(scenario.name())) {
                measure(scenario, table);
            }
        }
        table.print();
    }

    /** Every scenario has broker and store of its own, so that none is slowed by what another one left. */
    private void measure(Scenario scenario, Table table) {
        System.out.println(scenario.name());
        try (World world = new World()) {
            for (int run = 0; run < runs; run++) {
                scenario.measure(world, table);
            }
            scenario.conclude(table);
        } catch (Exception e) {
            throw new IllegalStateException("The scenario " + scenario.name() + " cannot be measured", e);
        }
    }
}
