package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.report.Distribution;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Applications;
import io.wasettings.benchmarks.world.Crowd;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.Submitter;
import io.wasettings.benchmarks.world.World;
import java.util.List;
import java.util.function.IntFunction;

/**
 * From the request to its 200, with a partner that answers at once: so all of it is ours, but for the two calls' way.
 * At low load one client asks again and again; at half load requests start at half the rate that 16 clients reach. Also
 * what both applications take to start, and hold in memory.
 */
public final class Latency implements Scenario {

    private static final int SENDERS = 200;
    private static final int WARM_UP = 10_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        Run run = Run.in(world);
        // Makes the topics, so that the start is not measured with them.
        new Load(run).close();
        try (Applications applications = Applications.start(run)) {
            int port = applications.ingestPort();
            table.add("ingest-api: start", "s", applications.ingestStart().toMillis() / 1000.0);
            table.add("processor: start", "s", applications.processorStart().toMillis() / 1000.0);
            table.add("ingest-api: memory, idle", "MB", applications.ingest().megabytes());
            table.add("processor: memory, idle", "MB", applications.processor().megabytes());
            IntFunction<byte[]> requests = number -> request(world, number);
            Crowd.send(port, 1, 200, 0, 200, requests);
            Crowd.send(port, 16, WARM_UP, 0, 200, requests);
            distribution(table, "POST to 200, low load", Crowd.send(port, 1, 500, 0, 200, requests));
            long start = System.nanoTime();
            int count = 3000;
            Crowd full = Crowd.send(port, 16, count, 0, 200, requests);
            double rate = count / ((System.nanoTime() - start) / 1e9);
            table.add("POST to 200, 16 clients: rate", "requests/s", rate);
            table.add("POST to 200, 16 clients: unexpected answers", "answers", full.unexpected());
            distribution(table, "POST to 200, half load", Crowd.send(port, 16, count, rate / 2, 200, requests));
            table.add("ingest-api: memory, peak", "MB", applications.ingest().peakMegabytes());
            table.add(
                    "processor: memory, peak (HTTP)",
                    "MB",
                    applications.processor().peakMegabytes());
        }
        world.database(run.prefix()).drop();
    }

    private static void distribution(Table table, String figure, Crowd crowd) {
        Distribution millis = new Distribution(List.copyOf(crowd.millis()));
        table.add(figure + ": p50", "ms", millis.percentile(50));
        table.add(figure + ": p99", "ms", millis.percentile(99));
    }

    /** Senders differ, so that requests of several clients do not wait for each other. */
    static byte[] request(World world, int number, String... headers) {
        String body = """
                {"webhook_url": "http://127.0.0.1:%d/hook/0", "from": "+1555%06d", "auth_type": "oauth2", \
                "oauth2": {"grant_type": "client_credentials", "token_url": "http://127.0.0.1:%d/token/0", \
                "client_id": "client", "client_secret": "s3cret", "expires_in": 3600}}""".formatted(world.partnersPort(), number % SENDERS, world.partnersPort());
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization: Bearer " + Applications.TOKEN;
        all[1] = "Content-Type: application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Submitter.request("POST", "/api/wa/v2/transactional/settings", body, all);
    }
}
