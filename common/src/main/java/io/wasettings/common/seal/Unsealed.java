package io.wasettings.common.seal;

import java.util.function.Function;

/** The result of opening a sealed value: its payload, or why not. */
public sealed interface Unsealed {

    <T> T fold(Function<byte[], T> payload, Function<Refusal, T> refused);

    /** It was sealed with one of our keys, and nobody has altered it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
    record Payload(byte[] bytes) implements Unsealed {
        @Override
        public <T> T fold(Function<byte[], T> payload, Function<Refusal, T> refused) {
            return payload.apply(bytes);
        }

        @Override
        public String toString() {
            return "Payload[secrets redacted]";
        }
    }

    /** The value does not open. */
    record Refused(Refusal reason) implements Unsealed {
        @Override
        public <T> T fold(Function<byte[], T> payload, Function<Refusal, T> refused) {
            return refused.apply(reason);
        }
    }
}
