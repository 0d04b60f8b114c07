package io.wasettings.processor.command.attempt;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.probe.WebhookProbe;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.store.SettingsStore;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.service.trace.Traces;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One attempt at a command, step by step in the order of the contract. Reading the record came before it; publishing
 * the status and committing the offset come after it.
 */
public final class CommandPipeline {

    private final Unseal unseal;
    private final Validate validate;
    private final CheckUrls checkUrls;
    private final SkipIfStale skipIfStale;
    private final FetchToken fetchToken;
    private final ProbeWebhook probeWebhook;
    private final StopIfSettled stopIfSettled;
    private final Save save;
    private final RenewInForce renewInForce;
    private final Traces traces;

    /** What a command is held against. */
    public record Rules(SecretsPolicy secrets, UrlPolicy urls) {}

    /** Who is called for a command. */
    public record Partners(Tokens tokens, WebhookProbe webhooks) {}

    /** Where a command is kept, and how; and its token renewed. */
    public record Keeping(
            SettingsStore settings,
            CommandStore commands,
            SecretBox secretBox,
            RenewalPlan renewalPlan,
            RenewalQueue renewals) {}

    public CommandPipeline(Rules rules, Partners partners, Keeping keeping, Traces traces) {
        this.traces = traces;
        this.validate = new Validate();
        this.unseal = new Unseal(rules.secrets(), validate);
        this.checkUrls = new CheckUrls(rules.urls());
        this.skipIfStale = new SkipIfStale(keeping.settings());
        this.fetchToken = new FetchToken(partners.tokens(), keeping.commands());
        this.probeWebhook = new ProbeWebhook(partners.webhooks());
        this.stopIfSettled = new StopIfSettled(keeping.commands());
        this.save = new Save(
                keeping.settings(), new SettingsMapping(new SettingsSeal(keeping.secretBox()), keeping.renewalPlan()));
        this.renewInForce = new RenewInForce(keeping.renewals());
    }

    /**
     * Takes the command through all steps, or as far as it gets.
     *
     * @param servers told while it waits for the partner's servers
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer
     */
    public Attempted process(Opened opened, Servers servers) {
        Step<Authorized> authorized = Step.at(opened)
                .then(named(StepName.UNSEAL, unseal))
                .then(named(StepName.VALIDATE, validate))
                .then(named(StepName.URL, watched(servers, checkUrls)))
                .then(named(StepName.STALE, skipIfStale))
                .then(named(StepName.TOKEN, watched(servers, fetchToken)));
        Attempted attempted = authorized
                .then(named(StepName.PROBE, watched(servers, probeWebhook)))
                .correctedAt(StepName.STALE, () -> skipIfStale.savedBefore(opened.command()))
                .then(named(StepName.SETTLED, stopIfSettled))
                .end(StepName.SAVE, reached -> spanned(StepName.SAVE, () -> save.apply(reached)));
        if (!attempted.outcome().isApplied()) {
            authorized.ifReached(renewInForce);
        }
        return attempted;
    }

    private static <T, R> Function<T, R> watched(Servers servers, Function<T, R> step) {
        return reached -> {
            servers.begin();
            try {
                return step.apply(reached);
            } finally {
                servers.end();
            }
        };
    }

    private <T, R> Function<T, Step<R>> named(StepName name, Function<T, Step<R>> step) {
        return reached -> spanned(name, () -> step.apply(reached)).endedAt(name);
    }

    private <T> T spanned(StepName name, Supplier<T> work) {
        return traces.span(name.wireName(), SpanKind.INTERNAL, work);
    }
}
