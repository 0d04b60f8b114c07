package io.wasettings.processor.replay;

import io.wasettings.processor.kafka.RecordSizes;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import io.wasettings.service.log.LogLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay's way to the retry topic. While the broker takes one batch and another one is noted, the next one is read
 * and claimed. For one thread.
 */
final class Dispatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    /**
     * Fewest dead letters looked up together, even where fewer may be sent: where many are gone, a look-up for each
     * would take long. Few enough to be held.
     */
    private static final int LOOKED_FOR = 100;

    /** Why a dead letter is left out for now. */
    static final String NOT_TAKEN = "the retry topic takes none of that size";

    private final Replay replay;
    private final DeadLetterReader letters;
    private final Claims claims;
    private final Allowance allowance;
    private final BooleanSupplier goesOn;
    private final Function<List<Letter>, CompletionStage<List<Letter>>> sender;
    private final InFlight inFlight = new InFlight();
    /** For batches to come. */
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();

    private boolean reserved;

    /**
     * @param goesOn asked before dead letters are looked for, while none comes, and before each batch
     * @param sender completes once the broker has all of them, but for those that the retry topic does not take: with
     *     these
     */
    Dispatch(
            Replay replay,
            DeadLetterReader letters,
            Claims claims,
            Allowance allowance,
            BooleanSupplier goesOn,
            Function<List<Letter>, CompletionStage<List<Letter>>> sender) {
        this.replay = replay;
        this.letters = letters;
        this.claims = claims;
        this.allowance = allowance;
        this.goesOn = goesOn;
        this.sender = sender;
    }

    /**
     * Sends these, the first of them first if not all may be sent, but for those whose dead letters are gone or too
     * large and those that another replay has taken or an operator has parked meanwhile. Ends early when the thread is
     * interrupted or the replay is not to go on.
     *
     * @return whether it came to their end, or to that of what may be sent
     */
    boolean send(List<Candidate> candidates) {
        int from = 0;
        while (maySendMore() && from < candidates.size()) {
            // What of so many turns out not to be sent makes room for others.
            int to = from + (int) Math.min(candidates.size() - from, Math.max(LOOKED_FOR, allowance.left()));
            if (!mayGoOn() || !lookFor(candidates.subList(from, to))) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** Whether the replay's limit leaves room. */
    boolean maySendMore() {
        return allowance.left() > 0;
    }

    private boolean mayGoOn() {
        return !Thread.currentThread().isInterrupted() && goesOn.getAsBoolean();
    }

    private boolean lookFor(List<Candidate> candidates) {
        // Letters come as they lie: which are the first is known once all have come, and matters if not all may go.
        int together = candidates.size() > allowance.left() ? candidates.size() : allowance.atOnce();
        return letters.read(candidates, together, this::mayGoOn, found -> sendAll(inOrder(found, candidates)));
    }

    private static List<Letter> inOrder(List<Letter> letters, List<Candidate> candidates) {
        Map<Candidate, Letter> found = letters.stream().collect(Collectors.toMap(Letter::command, Function.identity()));
        return candidates.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private boolean sendAll(List<Letter> letters) {
        int from = 0;
        while (maySendMore() && from < letters.size()) {
            allowance.await();
            inFlight.awaitRoom();
            if (!mayGoOn()) {
                return false;
            }
            int to = from + (int) Math.min(letters.size() - from, Math.min(allowance.atOnce(), allowance.left()));
            sendBatch(letters.subList(from, to));
            from = to;
        }
        return true;
    }

    private void sendBatch(List<Letter> batch) {
        ReplayRequest request = replay.request();
        Map<Boolean, List<Letter>> whole = batch.stream()
                .filter(letter -> letter.record().value() != null)
                .collect(Collectors.partitioningBy(Dispatch::isTooLarge));
        whole.getOrDefault(true, List.of()).forEach(this::leaveOut);
        List<Letter> sendable = whole.getOrDefault(false, List.of());
        Batch wanted = new Batch(
                nextId(),
                replay.id(),
                request.requestedBy(),
                sendable.stream().map(Letter::command).toList());
        Batch claimed = claims.claim(wanted, request.selection());
        Set<String> identities = claimed.identities();
        List<Letter> ours = sendable.stream()
                .filter(letter -> identities.contains(letter.command().identity()))
                .toList();
        allowance.sent(ours.size());
        inFlight.add(sender.apply(ours), untaken -> note(claimed, untaken));
    }

    /** For any thread. What was not taken counts as left out, and is free for replays to come: the topic may change. */
    private void note(Batch claimed, List<Letter> untaken) {
        List<Candidate> left = untaken.stream().map(Letter::command).toList();
        Batch sent = claimed.without(left);
        if (!left.isEmpty()) {
            claims.giveBack(claimed.without(sent.commands()));
            untaken.forEach(letter -> tellLeftOut(letter, NOT_TAKEN));
        }
        ids.add(claims.sent(sent));
    }

    /** What is too large was no command and will be none; how large its headers are tells nothing. */
    private static boolean isTooLarge(Letter letter) {
        ConsumerRecord<?, ?> record = letter.record();
        return Math.max(0, record.serializedKeySize()) + record.serializedValueSize() > RecordSizes.LARGEST_SEALED;
    }

    private void leaveOut(Letter letter) {
        claims.noteTooLarge(letter.command());
        tellLeftOut(letter, Skip.TOO_LARGE.reason());
    }

    private static void tellLeftOut(Letter letter, String cause) {
        LogLine.warn(LOG, "replay_left_out")
                .with("command_id", letter.command().name())
                .with("partition", letter.record().partition())
                .with("offset", letter.record().offset())
                .with("cause", cause)
                .write();
    }

    /** There is one whenever there is room for another batch. */
    private String nextId() {
        if (!reserved) {
            ids.addAll(claims.reserve(replay.id(), InFlight.MOST));
            reserved = true;
        }
        return ids.remove();
    }

    /**
     * Returns once all that was sent is noted.
     *
     * @throws RuntimeException what came in the way of a note
     */
    @Override
    public void close() {
        try (letters) {
            inFlight.awaitAll();
            claims.giveBack(replay.id(), ids);
        }
    }
}
