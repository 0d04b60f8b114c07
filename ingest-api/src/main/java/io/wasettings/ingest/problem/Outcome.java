package io.wasettings.ingest.problem;

import io.wasettings.service.problem.Problem;
import java.util.function.Function;

/** What something that was asked came to: {@link Done} with a value, or {@link Refused} with a problem. */
public sealed interface Outcome<T> {

    /** What is made of the value, or of the problem. */
    <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused);

    /** A next step, taken only after this one was not refused. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Refused::new);
    }

    /** Done. */
    static <T> Outcome<T> of(T value) {
        return new Done<>(value);
    }

    /** Refused. */
    static <T> Outcome<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    /** Nothing was wrong. */
    record Done<T>(T value) implements Outcome<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused) {
            return ifDone.apply(value);
        }
    }

    /** Something was wrong, and nothing was done. */
    record Refused<T>(Problem problem) implements Outcome<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused) {
            return ifRefused.apply(problem);
        }
    }
}
