package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.contender.Contender;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Filler;
import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Load.Template;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.StatusMeter;
import io.wasettings.benchmarks.world.World;
import java.time.Duration;
import java.util.List;

/**
 * What a command costs once there is much: settings in the store, or partners that send. So many commands are under way
 * that nobody's share is exceeded, whatever the number of partners.
 */
public final class Growth implements Scenario {

    private static final List<Integer> SETTINGS = List.of(1_000, 10_000, 100_000);
    private static final List<Integer> PARTNERS = List.of(10, 10_000);
    private static final int SENDERS = 10_000;
    private static final int UNDER_WAY = 200;
    private static final int WARM_UP = 4000;
    private static final int MEASURED = 4000;
    private static final long TOKEN_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        for (int settings : SETTINGS) {
            Run run = Run.in(world);
            try (Load load = new Load(run)) {
                new Filler(run).settings(settings);
                measure(run, load, table, withSettings(settings), load.templates(0, 500, 50, TOKEN_MILLIS));
            }
        }
        for (int partners : PARTNERS) {
            Run run = Run.in(world);
            try (Load load = new Load(run)) {
                measure(run, load, table, withPartners(partners), load.senders(partners, SENDERS, TOKEN_MILLIS));
            }
        }
    }

    private static void measure(Run run, Load load, Table table, String figure, List<Template> templates) {
        try (StatusMeter meter = new StatusMeter(run, false);
                Jvm processor = Contender.PROCESSOR.start(run)) {
            load.publish(templates, WARM_UP, UNDER_WAY, meter);
            require(meter, WARM_UP, processor);
            double cpu = processor.cpuSeconds();
            load.publish(templates, MEASURED, UNDER_WAY, meter);
            require(meter, WARM_UP + MEASURED, processor);
            table.add(figure, "ms", (processor.cpuSeconds() - cpu) * 1000 / MEASURED);
        } finally {
            run.world().database(run.prefix()).drop();
        }
    }

    private static void require(StatusMeter meter, long applied, Jvm processor) {
        if (!meter.await(applied, PATIENCE)) {
            throw new IllegalStateException(
                    "Only " + meter.applied() + " of " + applied + " were applied:\n" + processor.lastLines());
        }
    }

    @Override
    public void conclude(Table table) {
        table.ratio("CPU per command, 100000 settings / 1000", withSettings(100_000), withSettings(1_000));
        table.ratio("CPU per command, 10000 partners / 10", withPartners(10_000), withPartners(10));
    }

    private static String withSettings(int settings) {
        return "CPU per command with " + settings + " settings";
    }

    private static String withPartners(int partners) {
        return "CPU per command with " + partners + " partners";
    }
}
