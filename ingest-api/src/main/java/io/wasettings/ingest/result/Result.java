package io.wasettings.ingest.result;

import io.wasettings.service.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What something that was asked came to: {@link Done} with a value, or {@link Refused} with a problem. */
public sealed interface Result<T> {

    /** What is made of the value, or of the problem. */
    <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused);

    /** A next step, taken only after this one was not refused. */
    default <R> Result<R> then(Function<? super T, Result<R>> next) {
        return fold(next, Refused::new);
    }

    /** A next step that takes its time, taken only after this one was not refused. */
    default <R> CompletableFuture<Result<R>> thenLater(Function<? super T, CompletableFuture<Result<R>>> next) {
        return fold(next, problem -> CompletableFuture.completedFuture(new Refused<>(problem)));
    }

    /** Done. */
    static <T> Result<T> of(T value) {
        return new Done<>(value);
    }

    /** Refused. */
    static <T> Result<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    /** Nothing was wrong. */
    record Done<T>(T value) implements Result<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused) {
            return ifDone.apply(value);
        }
    }

    /** Something was wrong, and nothing was done. */
    record Refused<T>(Problem problem) implements Result<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused) {
            return ifRefused.apply(problem);
        }
    }
}
