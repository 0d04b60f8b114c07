package io.wasettings.processor.intake;

import io.wasettings.processor.command.Delivery;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * One delivery on its way through a lane.
 *
 * @param laneKey tasks of one lane key run one at a time, in order
 * @param delivery the record
 * @param size bytes that it holds, about
 * @param progress where to note that it is finished
 * @param action what to do with it
 */
record Task(
        String laneKey,
        Delivery delivery,
        long size,
        PartitionProgress progress,
        Function<Delivery, CompletionStage<Void>> action) {

    TopicPartition partition() {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }
}
