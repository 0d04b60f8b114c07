package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.command.delivery.Servers.Found;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.kafka.common.TopicPartition;

/** One delivery on its way through a lane. Known by its identity: a record may be delivered twice. */
final class Task {

    private final String laneKey;
    private final Delivery delivery;
    private final long size;
    private final PartitionProgress progress;
    private final Servers servers;
    private final Action action;

    /** What to do with a delivery. */
    interface Action extends BiFunction<Delivery, Servers, CompletionStage<Void>> {}

    private Task(String laneKey, Delivery delivery, PartitionProgress progress, Servers servers, Action action) {
        this.laneKey = laneKey;
        this.delivery = delivery;
        this.size = delivery.size();
        this.progress = progress;
        this.servers = servers;
        this.action = action;
    }

    /**
     * What is to be done with a delivery. Tasks of one lane key run one at a time, in order: those of one record key,
     * but a record without a key is no command, so it keeps none waiting.
     *
     * @param progress where to note that it is finished
     * @param servers how it finds the servers that it needs
     */
    static Task of(Delivery delivery, PartitionProgress progress, Servers servers, Action action) {
        String laneKey = delivery.key() == null
                ? delivery.place().label()
                : new String(delivery.key(), StandardCharsets.ISO_8859_1);
        return new Task(laneKey, delivery, progress, servers, action);
    }

    /** A task that does something else with the delivery, in another lane. */
    Task instead(String otherKey, Action other) {
        return new Task(otherKey, delivery, progress, servers, other);
    }

    /** A task like this one, which workers that were asked to run this one do not know. */
    Task again() {
        return instead(laneKey, action);
    }

    String laneKey() {
        return laneKey;
    }

    /** The partner whose it is, by the record's key; empty if that names none. */
    String partner() {
        return laneKey.substring(0, Math.max(0, laneKey.indexOf('/')));
    }

    /** What all appearances of a command share: its key with its id, or with its content if no header names an id. */
    String appearance() {
        String id = delivery.namedId();
        return laneKey + ' ' + (id.isEmpty() ? Arrays.hashCode(delivery.value()) : id);
    }

    Delivery delivery() {
        return delivery;
    }

    /** Bytes that the delivery holds, about. */
    long size() {
        return size;
    }

    TopicPartition partition() {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }

    /** How many offsets of the task's partition are not committed because of what is unfinished there. */
    long span() {
        return progress.span();
    }

    /** How many offsets of the task's partition could not be committed if only this task were unfinished. */
    long ownSpan() {
        return progress.since(delivery.offset());
    }

    /** Whether its partition was taken away: its result would count for nothing. */
    boolean isOver() {
        return progress.isOver();
    }

    /** How it found the servers that it needs, so far; those that take that long are slow. */
    Found found(Duration slow) {
        return servers.found(slow);
    }

    CompletionStage<Void> start() {
        return action.apply(delivery, servers);
    }

    void finished() {
        progress.finished(delivery.offset());
    }
}
