package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Filler;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Partners;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.World;
import java.util.List;

/** What a command costs once there is much: settings in the store, or partners that send. */
public final class Growth implements Scenario {

    /** There and back in one process, so that what changes with time does so for few as for many. */
    private static final List<Integer> SETTINGS = List.of(1_000, 10_000, 100_000, 100_000, 10_000, 1_000);

    /** A process each: what is remembered of many must not burden the few. */
    private static final List<Integer> PARTNERS = List.of(10, 10_000);

    private static final int SENDERS = 10_000;
    private static final int WARM_UP = 2 * SENDERS;
    private static final long TOKEN_MILLIS = 10;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        measureSettings(world, table);
        for (int partners : PARTNERS) {
            measurePartners(world, table, partners);
        }
    }

    private static void measureSettings(World world, Table table) throws Exception {
        Run run = Run.in(world);
        Filler filler = new Filler(run);
        try (Load load = new Load(run);
                Cost cost = new Cost(run, load, load.templates(500, Partners.HOSTS, TOKEN_MILLIS))) {
            cost.warmUp(WARM_UP);
            for (int settings : SETTINGS) {
                filler.settings(settings);
                cost.measure(SENDERS / 2, table, withSettings(settings));
            }
        }
    }

    /** Each sender has sent twice before it is watched. */
    private static void measurePartners(World world, Table table, int partners) throws Exception {
        Run run = Run.in(world);
        try (Load load = new Load(run);
                Cost cost = new Cost(run, load, load.senders(partners, SENDERS, TOKEN_MILLIS))) {
            cost.warmUp(WARM_UP);
            cost.measure(SENDERS, table, withPartners(partners));
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
