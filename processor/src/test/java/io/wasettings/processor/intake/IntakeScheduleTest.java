package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.testkit.CapturedLog;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random schedules of polls, results, rebalances, losses, failing commits, full buffers and restarts, each from a seed.
 * {@link IntakeWorld} checks the invariants at every step; run one seed again with {@code -Dintake.seed=…}.
 */
class IntakeScheduleTest {

    private static final int SEEDS = Integer.getInteger("intake.seeds", 300);
    private static final int STEPS = 400;

    /** Whatever breaks here is meant to. */
    @AutoClose
    @SuppressWarnings("unused")
    private static final CapturedLog SILENCE = CapturedLog.of(IntakeScheduleTest.class.getPackageName(), Level.OFF);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_schedule_keeps_the_invariants_and_finishes_every_record(long seed) {
        Random random = new Random(seed);
        IntakeWorld world = new IntakeWorld(random);

        for (int step = 0; step < STEPS; step++) {
            world.step();
        }
        world.settle();

        assertThat(world.unfinished()).as("unfinished with seed %d", seed).isEmpty();
    }

    static LongStream seeds() {
        Long one = Long.getLong("intake.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, SEEDS);
    }
}
