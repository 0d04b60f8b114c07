package io.wasettings.ingest.result;

import io.wasettings.service.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The result of something that was asked for: {@link Done} with a value, or {@link Refused} with a problem. */
public sealed interface Result<T> {

    /** One function per case, so that no case is forgotten. */
    <R> R fold(Function<? super T, ? extends R> ifDone, Function<Problem, ? extends R> ifRefused);

    /** The next step, taken only if this one was not refused. */
    default <R> Result<R> then(Function<? super T, Result<R>> next) {
        return fold(next, Refused::new);
    }

    /** A next step that takes its time, taken only if this one was not refused. */
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
