package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.contender.Contender;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.StatusMeter;
import io.wasettings.benchmarks.world.World;
import java.time.Duration;
import java.util.List;

/**
 * How many commands a second, and what processor time each: 500 partners on 50 hosts whose token endpoints answer after
 * 100 ms. Every contender finds the topic filled, warms up, and is then watched for a while.
 */
public final class Throughput implements Scenario {

    private static final int PARTNERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Contender> contenders;
    private final int warmUp;
    private final int measured;

    public Throughput(List<Contender> contenders, int warmUp, int measured) {
        this.contenders = contenders;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        for (Contender contender : contenders) {
            // The listener is some twenty times slower; so many commands would take it minutes.
            int part = contender == Contender.PER_RECORD_LISTENER ? 10 : 1;
            measure(world, table, contender, warmUp / part, measured / part);
        }
    }

    private static void measure(World world, Table table, Contender contender, int warmUp, int measured)
            throws Exception {
        Run run = Run.in(world);
        try (Load load = new Load(run);
                StatusMeter meter = new StatusMeter(run, false)) {
            List<Load.Template> templates = load.templates(PARTNERS, 50, 100);
            load.publish(templates, warmUp + measured);
            try (Jvm jvm = contender.start(run)) {
                if (!meter.await(warmUp, PATIENCE)) {
                    throw new IllegalStateException(contender.title() + " does not get warm: " + meter.applied()
                            + " applied, " + meter.others() + " other statuses\n" + jvm.lastLines());
                }
                long applied = meter.applied();
                double cpu = jvm.cpuSeconds();
                long start = System.nanoTime();
                meter.await(warmUp + measured, PATIENCE);
                double seconds = (System.nanoTime() - start) / 1e9;
                long commands = meter.applied() - applied;
                table.add(rate(contender), "commands/s", commands / seconds);
                table.add(cost(contender), "ms", (jvm.cpuSeconds() - cpu) * 1000 / commands);
                table.add(contender.title() + ": memory, peak", "MB", jvm.peakMegabytes());
            }
        } finally {
            world.database(run.prefix()).drop();
        }
    }

    @Override
    public void conclude(Table table) {
        table.ratio("processor / bare limit", rate(Contender.PROCESSOR), rate(Contender.BARE_LIMIT));
        table.ratio("processor / per-record listener", rate(Contender.PROCESSOR), rate(Contender.PER_RECORD_LISTENER));
        table.ratio("processor / parallel-consumer", rate(Contender.PROCESSOR), rate(Contender.PARALLEL_CONSUMER));
        table.ratio("CPU per command / bare limit's", cost(Contender.PROCESSOR), cost(Contender.BARE_LIMIT));
    }

    private static String rate(Contender contender) {
        return contender.title() + ": rate";
    }

    private static String cost(Contender contender) {
        return contender.title() + ": CPU per command";
    }
}
