package io.wasettings.processor.command.attempt;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return new Ended<>(outcome, null);
    }

    /** Takes the next step, unless the attempt has come to its outcome. */
    <R> Step<R> then(Function<? super T, Step<R>> next);

    /** This attempt, ended at that step if it has ended and no earlier step has said so. */
    Step<T> endedAt(StepName name);

    /** This attempt, but ended at that step if it has ended and there is another outcome for that. */
    Step<T> correctedAt(StepName name, Supplier<Optional<Outcome>> outcome);

    /** Tells where the attempt stands, unless it has come to its outcome. */
    void ifReached(Consumer<? super T> told);

    /** Takes the last step, which has that name, unless the attempt has come to its outcome before. */
    Attempted end(StepName name, Function<? super T, Outcome> last);

    /** There is more to do. */
    record Reached<T>(T value) implements Step<T> {
        @Override
        public <R> Step<R> then(Function<? super T, Step<R>> next) {
            return next.apply(value);
        }

        @Override
        public Step<T> endedAt(StepName name) {
            return this;
        }

        @Override
        public Step<T> correctedAt(StepName name, Supplier<Optional<Outcome>> outcome) {
            return this;
        }

        @Override
        public void ifReached(Consumer<? super T> told) {
            told.accept(value);
        }

        @Override
        public Attempted end(StepName name, Function<? super T, Outcome> last) {
            return new Attempted(name, last.apply(value));
        }
    }

    /** Nothing is left to do. */
    record Ended<T>(Outcome outcome, @Nullable StepName step) implements Step<T> {
        @Override
        public <R> Step<R> then(Function<? super T, Step<R>> next) {
            return new Ended<>(outcome, step);
        }

        @Override
        public Step<T> endedAt(StepName name) {
            return step == null ? new Ended<>(outcome, name) : this;
        }

        @Override
        public Step<T> correctedAt(StepName name, Supplier<Optional<Outcome>> other) {
            return other.get().<Step<T>>map(it -> new Ended<>(it, name)).orElse(this);
        }

        @Override
        public void ifReached(Consumer<? super T> told) {
            // There is nothing to tell.
        }

        @Override
        public Attempted end(StepName name, Function<? super T, Outcome> last) {
            return new Attempted(step == null ? name : step, outcome);
        }
    }
}
