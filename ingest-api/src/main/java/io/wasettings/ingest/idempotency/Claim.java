package io.wasettings.ingest.idempotency;

import java.util.function.Function;

/** The result of claiming a key: the command that it stands for, or a {@link Mismatch}. */
public sealed interface Claim {

    /** One function per case, so that no case is forgotten. */
    <R> R fold(Function<Held, ? extends R> ifHeld, Function<Mismatch, ? extends R> ifMismatch);

    /**
     * The key stands for that command.
     *
     * @param commandId the command's id
     * @param repeated whether the key was claimed before, with the same request
     * @param published whether the command is known to have been published
     */
    record Held(String commandId, boolean repeated, boolean published) implements Claim {

        @Override
        public <R> R fold(Function<Held, ? extends R> ifHeld, Function<Mismatch, ? extends R> ifMismatch) {
            return ifHeld.apply(this);
        }
    }

    /** The key stands for a command of another channel or body. */
    record Mismatch() implements Claim {

        @Override
        public <R> R fold(Function<Held, ? extends R> ifHeld, Function<Mismatch, ? extends R> ifMismatch) {
            return ifMismatch.apply(this);
        }
    }
}
