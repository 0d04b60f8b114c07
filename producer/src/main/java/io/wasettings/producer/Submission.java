package io.wasettings.producer;

import io.wasettings.common.status.Status;
import java.util.concurrent.CompletableFuture;

/**
 * A submitted command.
 *
 * @param commandId the command's id
 * @param published completes once the broker has the command for good; exceptionally if the broker does not take it, or
 *     has not acknowledged it in time ({@code delivery.timeout.ms}). In the latter case, a
 *     {@link org.apache.kafka.common.errors.RetriableException} such as a timeout, it is not known whether the command
 *     was published. Callbacks must not block, or nothing more is sent: they run on the thread of Kafka's producer
 * @param ended completes with the first status that ends the command. Exceptionally if the command was not published,
 *     or once the producer is closed; the latter says nothing about the command. While statuses cannot be read, and
 *     while it is not known whether the command was published, it goes on waiting, without a deadline of its own: set
 *     one with {@link CompletableFuture#orTimeout}. Once it is over, the same command may be submitted again under its
 *     id. Callbacks may block: fewer than 32 of them hold up no other status
 */
public record Submission(String commandId, CompletableFuture<Void> published, CompletableFuture<Status> ended) {}
