package io.wasettings.producer;

import io.wasettings.common.Status;
import java.util.concurrent.CompletableFuture;

/**
 * A command on its way.
 *
 * @param commandId by which it is known
 * @param published completes once the broker has the command for good; exceptionally if it does not take it. What hangs
 *     on it must not block, or nothing more is sent: it runs on the thread of Kafka's producer
 * @param ended completes with the first status that ends the command. Exceptionally if the command was not published,
 *     or once the producer is closed; the latter says nothing of the command. It goes on waiting while statuses cannot
 *     be read, without a deadline of its own: give it one with {@link CompletableFuture#orTimeout}. What hangs on it
 *     may block: fewer than 32 of them hold up no other status
 */
public record Submission(String commandId, CompletableFuture<Void> published, CompletableFuture<Status> ended) {}
