package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the URL policy found on the URLs of a command so far. All refusals are told at once; the webhook's decides the
 * code.
 *
 * @param value what they were judged to be, if all were accepted
 * @param refusals why some are refused for good
 * @param doubts why some cannot be judged now
 */
record Finding<T>(Optional<T> value, List<FieldMessage> refusals, List<FieldMessage> doubts) {

    static Finding<Target> on(String field, UrlVerdict verdict) {
        return verdict.fold(
                accepted -> new Finding<>(Optional.of(accepted.target()), List.of(), List.of()),
                refused ->
                        new Finding<>(Optional.empty(), List.of(new FieldMessage(field, refused.message())), List.of()),
                undecided -> new Finding<>(
                        Optional.empty(), List.of(), List.of(new FieldMessage(field, undecided.message()))));
    }

    /** Nothing was to be judged. */
    static <T> Finding<T> nothingAgainst(T value) {
        return new Finding<>(Optional.of(value), List.of(), List.of());
    }

    <R> Finding<R> map(Function<T, R> function) {
        return new Finding<>(value.map(function), refusals, doubts);
    }

    <U, R> Finding<R> and(Finding<U> other, BiFunction<T, U, R> function) {
        return new Finding<>(
                value.flatMap(mine -> other.value.map(its -> function.apply(mine, its))),
                concat(refusals, other.refusals),
                concat(doubts, other.doubts));
    }

    Step<T> step() {
        return value.map(Step::at).orElseGet(() -> Step.ended(outcome()));
    }

    private Outcome outcome() {
        return refusals.isEmpty()
                ? new Unavailable(code(doubts, ErrorCode.NOT_SAVED), doubts, null)
                : new Rejected(code(refusals, ErrorCode.INVALID), refusals);
    }

    private static ErrorCode code(List<FieldMessage> messages, ErrorCode otherwise) {
        return messages.stream().anyMatch(message -> message.field().equals(Pointers.WEBHOOK_URL))
                ? ErrorCode.WEBHOOK_URL
                : otherwise;
    }

    private static List<FieldMessage> concat(List<FieldMessage> some, List<FieldMessage> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
