package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.contender.Contender;
import io.wasettings.benchmarks.report.Distribution;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.StatusMeter;
import io.wasettings.benchmarks.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What fast partners notice of slow ones: their commands come at a steady rate, alone, then beside a flood of one slow
 * partner, then beside one slow host that many partners share, then beside several. Slow is a token endpoint that takes
 * 9 s.
 */
public final class Slow implements Scenario {

    private static final String ALONE = "fast partners alone";
    private static final String ONE_PARTNER = "fast partners beside one slow partner";
    private static final String SHARED_HOST = "fast partners beside a slow host of 100 partners";
    private static final String SEVERAL_HOSTS = "fast partners beside four slow hosts of 100 partners each";
    private static final int FAST = 100;
    private static final int SHARING = 100;
    private static final int PER_SECOND = 50;
    private static final int COMMANDS = 2000;
    private static final int WARM_UP = 1000;
    private static final long SLOW_MILLIS = 9000;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        Run run = Run.in(world);
        try (Load load = new Load(run);
                StatusMeter meter = new StatusMeter(run, true);
                Jvm processor = Contender.PROCESSOR.start(run)) {
            List<Load.Template> fast = load.templates(FAST, 40, 20);
            // Not all at once: what would be put off for lack of a connection would be superseded, never applied.
            load.publish(fast, 3000, 200, meter);
            if (!meter.await(3000, Duration.ofMinutes(2))) {
                throw new IllegalStateException("The processor does not get warm:\n" + processor.lastLines());
            }
            warmUp(load, meter, fast);
            measure(table, ALONE, load, meter, fast);
            load.publish(List.of(load.template("slow", 49, SLOW_MILLIS)), 400);
            measure(table, ONE_PARTNER, load, meter, fast);
            share(load, 45);
            measure(table, SHARED_HOST, load, meter, fast);
            for (int host = 45; host < 49; host++) {
                share(load, host);
            }
            measure(table, SEVERAL_HOSTS, load, meter, fast);
        }
        world.database(run.prefix()).drop();
    }

    /**
     * At the rate that is measured, for what is compiled meanwhile would make those alone look slower; and beside a
     * host that is slow for a while, since what is put off for the first time in a process takes longer for being the
     * first.
     */
    private static void warmUp(Load load, StatusMeter meter, List<Load.Template> fast) {
        for (int partner = 0; partner < SHARING; partner++) {
            load.publish(List.of(load.template("sharing-" + partner, 46, 2000)), 2);
        }
        send(load, meter, fast, WARM_UP);
    }

    private static void share(Load load, int host) {
        for (int partner = 0; partner < SHARING; partner++) {
            String name = "shared-%d-%d".formatted(host, partner);
            load.publish(List.of(load.template(name, host, SLOW_MILLIS)), 10);
        }
    }

    private static void measure(
            Table table, String figure, Load load, StatusMeter meter, List<Load.Template> templates) {
        Distribution distribution = send(load, meter, templates, COMMANDS);
        table.add(figure + ": p50", "ms", distribution.percentile(50));
        table.add(figure + ": p99", "ms", distribution.percentile(99));
        table.add(figure + ": not applied", "commands", COMMANDS - distribution.size());
    }

    /** Sends commands at a steady rate; returns how long each took until it was applied. */
    private static Distribution send(Load load, StatusMeter meter, List<Load.Template> templates, int commands) {
        Map<String, Long> sentAt = new HashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < commands; i++) {
            LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(i) / PER_SECOND - System.nanoTime());
            sentAt.put(load.send(templates.get(i % templates.size())), System.currentTimeMillis());
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && !meter.appliedAt().keySet().containsAll(sentAt.keySet())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        List<Long> millis = new ArrayList<>();
        sentAt.forEach((id, sent) -> {
            Long applied = meter.appliedAt().get(id);
            if (applied != null) {
                millis.add(applied - sent);
            }
        });
        return new Distribution(millis);
    }

    @Override
    public void conclude(Table table) {
        table.ratio("fast p99 beside one slow partner / alone", ONE_PARTNER + ": p99", ALONE + ": p99");
        table.ratio("fast p99 beside a slow shared host / alone", SHARED_HOST + ": p99", ALONE + ": p99");
        table.ratio("fast p99 beside four slow shared hosts / alone", SEVERAL_HOSTS + ": p99", ALONE + ": p99");
    }
}
