package io.wasettings.processor.command;

import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.command.Outcome.Rejected;
import io.wasettings.processor.command.Outcome.Unavailable;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the URL policy found on both URLs of a command. All refusals are told at once; the webhook's decides the code.
 *
 * @param webhook finding on {@code webhook_url}
 * @param tokenEndpoint finding on {@code oauth2.token_url}, if there is one
 */
record UrlFindings(Finding webhook, Optional<Finding> tokenEndpoint) {

    /**
     * What the policy found on one URL; exactly one of the three is there.
     *
     * @param target the accepted URL
     * @param refusal why it is refused for good
     * @param doubt why it cannot be judged now
     */
    record Finding(
            @Nullable Target target,
            @Nullable FieldMessage refusal,
            @Nullable FieldMessage doubt) {

        static Finding of(String field, UrlVerdict verdict) {
            return verdict.fold(
                    accepted -> new Finding(accepted.target(), null, null),
                    refused -> new Finding(null, new FieldMessage(field, refused.message()), null),
                    undecided -> new Finding(null, null, new FieldMessage(field, undecided.message())));
        }
    }

    static UrlFindings of(UrlVerdict webhook, Optional<UrlVerdict> tokenEndpoint) {
        return new UrlFindings(
                Finding.of("/webhook_url", webhook),
                tokenEndpoint.map(verdict -> Finding.of("/oauth2/token_url", verdict)));
    }

    Step on(Work work) {
        List<FieldMessage> refusals =
                findings().map(Finding::refusal).flatMap(Stream::ofNullable).toList();
        if (!refusals.isEmpty()) {
            return new Rejected(webhook.refusal() == null ? ErrorCode.INVALID : ErrorCode.WEBHOOK_URL, refusals);
        }
        List<FieldMessage> doubts =
                findings().map(Finding::doubt).flatMap(Stream::ofNullable).toList();
        Target target = webhook.target();
        if (target == null || !doubts.isEmpty()) {
            ErrorCode code = webhook.doubt() == null ? ErrorCode.NOT_SAVED : ErrorCode.WEBHOOK_URL;
            return new Unavailable("url", code, doubts, null);
        }
        return work.with(target, tokenEndpoint.map(Finding::target).orElse(null));
    }

    private Stream<Finding> findings() {
        return Stream.concat(Stream.of(webhook), tokenEndpoint.stream());
    }
}
