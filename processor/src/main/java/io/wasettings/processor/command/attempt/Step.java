package io.wasettings.processor.command.attempt;

import java.util.function.Function;

/**
 * Where an attempt stands between two steps: it has got as far as that, or it has come to its outcome.
 *
 * @param <T> what the steps have found so far
 */
sealed interface Step<T> {

    /** An attempt that has got as far as that. */
    static <T> Step<T> at(T reached) {
        return new Reached<>(reached);
    }

    /** An attempt that has come to its outcome. */
    static <T> Step<T> ended(Outcome outcome) {
        return new Ended<>(outcome);
    }

    /** Takes the next step, unless the attempt has come to its outcome. */
    <R> Step<R> then(Function<? super T, Step<R>> next);

    /** Takes the last step, unless the attempt has come to its outcome before. */
    Outcome end(Function<? super T, Outcome> last);

    /** There is more to do. */
    record Reached<T>(T value) implements Step<T> {
        @Override
        public <R> Step<R> then(Function<? super T, Step<R>> next) {
            return next.apply(value);
        }

        @Override
        public Outcome end(Function<? super T, Outcome> last) {
            return last.apply(value);
        }
    }

    /** Nothing is left to do. */
    record Ended<T>(Outcome outcome) implements Step<T> {
        @Override
        public <R> Step<R> then(Function<? super T, Step<R>> next) {
            return new Ended<>(outcome);
        }

        @Override
        public Outcome end(Function<? super T, Outcome> last) {
            return outcome;
        }
    }
}
