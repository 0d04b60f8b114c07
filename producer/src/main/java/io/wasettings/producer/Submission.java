package io.wasettings.producer;

import io.wasettings.common.Status;
import java.util.concurrent.CompletableFuture;

/**
 * A command on its way.
 *
 * @param commandId by which it is known
 * @param published completes once the broker has the command for good; exceptionally if it does not take it
 * @param ended completes with the first status that ends the command. Exceptionally if the command was not published,
 *     or when statuses are followed no longer; that says nothing of the command. Without a deadline of its own: give it
 *     one with {@link CompletableFuture#orTimeout}
 */
public record Submission(String commandId, CompletableFuture<Void> published, CompletableFuture<Status> ended) {}
