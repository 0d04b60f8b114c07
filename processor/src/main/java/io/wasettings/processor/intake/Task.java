package io.wasettings.processor.intake;

import io.wasettings.processor.command.Next;
import io.wasettings.processor.command.reading.Delivery;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** One delivery on its way through a lane. Known by its identity: a record may be delivered twice. */
final class Task {

    private final String laneKey;
    private final Delivery delivery;
    private final long size;
    private final PartitionProgress progress;
    private final Function<Delivery, CompletionStage<Next>> action;

    /**
     * @param laneKey tasks of one lane key run one at a time, in order
     * @param progress where to note that it is finished
     * @param action what to do with the delivery
     */
    Task(
            String laneKey,
            Delivery delivery,
            PartitionProgress progress,
            Function<Delivery, CompletionStage<Next>> action) {
        this.laneKey = laneKey;
        this.delivery = delivery;
        this.size = delivery.size();
        this.progress = progress;
        this.action = action;
    }

    String laneKey() {
        return laneKey;
    }

    Delivery delivery() {
        return delivery;
    }

    /** Bytes that it holds, about. */
    long size() {
        return size;
    }

    TopicPartition partition() {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }

    /** How many offsets of its partition are not committed because of what is unfinished. */
    long span() {
        return progress.span();
    }

    /** Whether its partition was taken away: its result would count for nothing. */
    boolean isOver() {
        return progress.isOver();
    }

    CompletionStage<Next> start() {
        return action.apply(delivery);
    }

    void finished() {
        progress.finished(delivery.offset());
    }
}
