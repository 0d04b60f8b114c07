package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.contender.Contender;
import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Load.Template;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.StatusMeter;
import java.time.Duration;
import java.util.List;

/**
 * A processor at work, and the processor time that its commands take. So many are under way that nobody's share is
 * exceeded, whatever the number of partners.
 */
final class Cost implements AutoCloseable {

    private static final int UNDER_WAY = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Run run;
    private final Load load;
    private final List<Template> templates;
    private final StatusMeter meter;
    private final Jvm processor;

    /** @param templates of its commands, in turn */
    Cost(Run run, Load load, List<Template> templates) {
        this.run = run;
        this.load = load;
        this.templates = templates;
        this.meter = new StatusMeter(run, false);
        this.processor = Contender.PROCESSOR.start(run);
    }

    /** Has so many commands done. */
    void warmUp(int commands) {
        long expected = meter.applied() + commands;
        load.publish(templates, commands, UNDER_WAY, meter);
        if (!meter.await(expected, PATIENCE)) {
            throw new IllegalStateException(
                    "Only " + meter.applied() + " of " + expected + " were applied:\n" + processor.lastLines());
        }
    }

    /** Has so many commands done, and adds what each took. */
    void measure(int commands, Table table, String figure) {
        double before = processor.cpuSecondsOfWork();
        warmUp(commands);
        table.add(figure, "ms", (processor.cpuSecondsOfWork() - before) * 1000 / commands);
    }

    @Override
    public void close() {
        processor.close();
        meter.close();
        run.world().database(run.prefix()).drop();
    }
}
