package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.contender.BareHandler;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Applications;
import io.wasettings.benchmarks.world.Crowd;
import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.World;
import java.util.List;

/**
 * How many requests a second are answered 202 where nobody waits for the outcome, beside a handler that only produces.
 */
public final class Accepted implements Scenario {

    private static final String OURS = "202 answers: ingest-api";
    private static final String BARE = "202 answers: bare MVC handler";
    private static final int CLIENTS = 32;
    private static final int WARM_UP = 6000;
    private static final int MEASURED = 12000;

    @Override
    public String name() {
        return "accepted";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        Run ours = Run.in(world);
        new Load(ours).close();
        try (Applications applications = Applications.withoutProcessor(ours)) {
            measure(world, table, OURS, applications.ingestPort());
        }
        Run bare = Run.in(world);
        new Load(bare).close();
        try (Jvm handler = Jvm.ofClass(
                BareHandler.class, Jvm.OPTIONS, List.of(), world.bootstrapServers(), world.storeUri(), bare.prefix())) {
            measure(world, table, BARE, handler.awaitPort());
        }
        world.database(ours.prefix()).drop();
    }

    private static void measure(World world, Table table, String figure, int port) throws InterruptedException {
        Crowd.send(port, CLIENTS, WARM_UP, 0, 202, number -> request(world, number));
        long start = System.nanoTime();
        Crowd crowd = Crowd.send(port, CLIENTS, MEASURED, 0, 202, number -> request(world, number));
        table.add(figure, "requests/s", MEASURED / ((System.nanoTime() - start) / 1e9));
        table.add(figure + ", unexpected", "answers", crowd.unexpected());
    }

    private static byte[] request(World world, int number) {
        return Latency.request(world, number, "Prefer: respond-async");
    }

    @Override
    public void conclude(Table table) {
        table.ratio("202 / bare MVC handler", OURS, BARE);
    }
}
