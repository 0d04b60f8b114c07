package io.wasettings.processor.command.delivery;

import java.util.concurrent.CompletionStage;

/**
 * What the intake drives. Each method may block its caller until the outcome of the command is decided. The stage that
 * it returns completes once the broker holds that outcome, however long the broker is away: then the offset may be
 * committed. If a method throws or its stage fails, by a bug or for lack of memory or threads, nothing is finished and
 * the delivery is to be given back, by {@link #deferBroken} or by the same method again.
 */
public interface CommandHandler {

    /**
     * Takes the command through all its steps, to a terminal status, a retry topic or the dead-letter topic.
     *
     * @param servers told how it finds the servers of its partner
     */
    CompletionStage<Void> handle(Delivery delivery, Servers servers);

    /** Hands the command to a retry topic without having tried it, because it takes the place of others. */
    CompletionStage<Void> defer(Delivery delivery);

    /** Ends an attempt that does not come to an end by itself; it counts as one that failed for a reason of ours. */
    CompletionStage<Void> abandon(Delivery delivery);

    /**
     * Hands the command to a retry topic after an attempt that broke off, as for lack of memory; that counts as no
     * attempt until it has lasted for too long.
     */
    CompletionStage<Void> deferBroken(Delivery delivery);
}
