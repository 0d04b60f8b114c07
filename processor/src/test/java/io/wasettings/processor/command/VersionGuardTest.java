package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random interleavings of first deliveries, retries, redeliveries, replays and crashes of several commands for one key,
 * while the broker's clock jumps, over two processors that run into each other in the middle of an attempt. Run one
 * seed again with {@code -Dguard.seed=…}.
 */
class VersionGuardTest {

    private static final int COMMANDS = 6;
    private static final int STEPS = 50;

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    private final Commands commands = fixture.commands();
    private final List<Delivery> firsts = new ArrayList<>();
    private final List<Delivery> pending = new ArrayList<>();
    private int retriesSeen;
    private int deadLettersSeen;
    private Random random;
    private int depth;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_newest_command_wins_and_each_has_one_terminal_outcome(long seed) {
        random = new Random(seed);
        fixture.webhook = this::answerOrInterrupt;
        for (int i = 0; i < COMMANDS; i++) {
            letTheClockJump();
            firsts.add(fixture.bearer("c" + i));
        }
        pending.addAll(firsts);

        for (int step = 0; step < STEPS; step++) {
            takeOne();
        }
        fixture.webhook = ProbeResult.Passed::new;
        while (!pending.isEmpty()) {
            handle(pending.remove(0));
        }

        assertThat(fixture.store.find(KEY).map(Settings::commandId))
                .as("settings in force")
                .isEqualTo(newestApplied());
        terminalStates()
                .forEach((id, states) ->
                        assertThat(states).as("terminal states of %s", id).hasSize(1));
        assertThat(terminalStates().keySet()).hasSize(COMMANDS);
    }

    static LongStream seeds() {
        Long one = Long.getLong("guard.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, 150);
    }

    /** The broker's clock, now and then, to any time of the hours around. */
    private void letTheClockJump() {
        if (random.nextInt(3) == 0) {
            fixture.clock.advance(Duration.ofMillis(random.nextInt(-20_000_000, 20_000_000)));
        }
    }

    private void takeOne() {
        letTheClockJump();
        if (random.nextInt(8) == 0) {
            // A redelivery of something that may have been handled long ago, or a second record of the same command.
            Delivery old = firsts.get(random.nextInt(firsts.size()));
            boolean seen = !pending.contains(old);
            handle(seen && random.nextBoolean() ? fixture.delivery(old.headers(), old.key(), old.value()) : old);
        } else if (!pending.isEmpty()) {
            handle(pending.remove(random.nextInt(pending.size())));
        }
    }

    private void handle(Delivery delivery) {
        try {
            commands.handle(delivery, CommandFixture.servers());
        } catch (CrashError e) {
            pending.add(delivery);
        }
        collectHandovers();
    }

    /** In the middle of an attempt: an answer, another processor's turn, or the end of the process. */
    private ProbeResult answerOrInterrupt() {
        if (depth < 3 && random.nextInt(3) == 0) {
            depth++;
            takeOne();
            depth--;
        }
        return switch (random.nextInt(6)) {
            case 0 -> new ProbeResult.Unavailable("did not answer", null, true);
            case 1 -> new ProbeResult.Refused("must answer with 200");
            case 2 -> throw new CrashError();
            default -> new ProbeResult.Passed();
        };
    }

    private void collectHandovers() {
        List<ProducerRecord<byte[], byte[]>> sent = fixture.producer.history().stream()
                .filter(record -> record.topic().startsWith("retry."))
                .toList();
        for (; retriesSeen < sent.size(); retriesSeen++) {
            ProducerRecord<byte[], byte[]> record = sent.get(retriesSeen);
            pending.add(redelivered(
                    record, Integer.parseInt(record.topic().substring("retry.".length())), new HashMap<>()));
        }
        List<ProducerRecord<byte[], byte[]>> dead = fixture.sent(TOPICS.deadLetter());
        for (; deadLettersSeen < dead.size(); deadLettersSeen++) {
            String replays = String.valueOf(1 + random.nextInt(3));
            Map<String, byte[]> replay = new HashMap<>();
            replay.put("wa_replays", replays.getBytes(UTF_8));
            replay.put("wa_attempts", "0".getBytes(UTF_8));
            pending.add(redelivered(dead.get(deadLettersSeen), 1, replay));
        }
    }

    private Delivery redelivered(ProducerRecord<byte[], byte[]> record, int tier, Map<String, byte[]> override) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        headers.putAll(override);
        return new Delivery(
                tier, fixture.place("retry." + tier), record.key(), record.value(), CommandFixture.headers(headers));
    }

    /** The newest of all commands that were ever told to be applied; a newer one that was refused does not count. */
    private Optional<String> newestApplied() {
        return terminalStates().entrySet().stream()
                .filter(entry -> entry.getValue().contains(State.APPLIED))
                .map(Map.Entry::getKey)
                .max(String::compareTo);
    }

    /** A failure that a replay turned into something else does not count. */
    private Map<String, Set<State>> terminalStates() {
        Map<String, Set<State>> states = fixture.statuses().stream()
                .filter(Status::terminal)
                .collect(Collectors.groupingBy(
                        Status::commandId, Collectors.mapping(Status::state, Collectors.toCollection(TreeSet::new))));
        states.values().stream().filter(set -> set.size() > 1).forEach(set -> set.remove(State.FAILED));
        return states;
    }

    /** The process ends here: nothing in it may catch this. */
    private static final class CrashError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
