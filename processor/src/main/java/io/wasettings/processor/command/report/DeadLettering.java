package io.wasettings.processor.command.report;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Brings deliveries to the dead-letter topic, and notes where they lie there. */
final class DeadLettering {

    private final Handover handover;
    private final Teller teller;
    private final int maxReplays;
    private final Clock clock;

    DeadLettering(Handover handover, Teller teller, int maxReplays, Clock clock) {
        this.handover = handover;
        this.teller = teller;
        this.maxReplays = maxReplays;
        this.clock = clock;
    }

    /**
     * Hands the delivery over.
     *
     * @param step the step that failed
     * @param standing what is to be told of it; its first error is the cause
     */
    CompletionStage<Void> deadLetter(Delivery delivery, RetryHeaders headers, StepName step, Standing standing) {
        DeadLetterHeaders why = why(delivery, headers, step, standing.told());
        return handover.deadLetter(delivery, headers, why)
                .thenAccept(lies -> teller.deadLettered(standing.told(), place(lies, why)));
    }

    /** Hands the delivery over, but only if it is to be told that it failed. */
    CompletionStage<Void> ifFailed(Delivery delivery, RetryHeaders headers, StepName step, Standing standing) {
        return standing.status().state() == State.FAILED
                ? deadLetter(delivery, headers, step, standing)
                : CompletableFuture.completedStage(null);
    }

    private DeadLetterHeaders why(Delivery delivery, RetryHeaders headers, StepName step, ToldStatus told) {
        Status status = told.status();
        return new DeadLetterHeaders(
                step.wireName(),
                status.cause(),
                status.code(),
                clock.instant(),
                delivery.place().label(),
                headers.replays() >= maxReplays,
                false,
                told.subject());
    }

    private static DeadLetterPlace place(RecordMetadata lies, DeadLetterHeaders why) {
        boolean lacksValue = lies.serializedValueSize() < 0;
        return new DeadLetterPlace(lies.partition(), lies.offset(), lacksValue ? why.truncated() : why);
    }
}
