package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.probe.WebhookProbe;
import java.util.List;
import java.util.function.Function;

/** Calls the webhook once with the credential that the partner asked for. */
final class ProbeWebhook implements Function<Authorized, Step<Probed>> {

    private final WebhookProbe probe;

    ProbeWebhook(WebhookProbe probe) {
        this.probe = probe;
    }

    @Override
    public Step<Probed> apply(Authorized command) {
        return probe.probe(
                        command.webhook(),
                        command.credential().value(),
                        command.command().key(),
                        command.command().ref().id())
                .fold(
                        () -> Step.at(new Probed(command)),
                        refused -> Step.ended(new Rejected(ErrorCode.WEBHOOK_URL, error(refused.problem()))),
                        unavailable -> Step.ended(outcome(unavailable)));
    }

    private static Outcome outcome(ProbeResult.Unavailable unavailable) {
        Unavailable why =
                new Unavailable(ErrorCode.WEBHOOK_URL, error(unavailable.problem()), unavailable.retryAfter());
        return unavailable.asked() ? why : Deferred.forServer(why);
    }

    private static List<FieldMessage> error(String problem) {
        return List.of(new FieldMessage(Pointers.WEBHOOK_URL, problem));
    }
}
