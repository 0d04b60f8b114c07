package io.wasettings.common.seal;

import java.util.function.Function;

/** The result of opening a sealed value: its content, or why not. */
public sealed interface Unsealed<T> {

    <R> R fold(Function<T, R> opened, Function<Refusal, R> refused);

    /** It was sealed with one of our keys, and nobody has altered it. */
    record Opened<T>(T content) implements Unsealed<T> {
        @Override
        public <R> R fold(Function<T, R> opened, Function<Refusal, R> refused) {
            return opened.apply(content);
        }

        @Override
        public String toString() {
            return "Opened[secrets redacted]";
        }
    }

    /** The value does not open. */
    record Refused<T>(Refusal reason) implements Unsealed<T> {
        @Override
        public <R> R fold(Function<T, R> opened, Function<Refusal, R> refused) {
            return refused.apply(reason);
        }
    }
}
