package io.wasettings.processor.command;

import io.wasettings.common.ErrorCode;
import io.wasettings.common.SecretBox;
import io.wasettings.common.SecretBox.Refusal;
import io.wasettings.common.SettingsBody;
import io.wasettings.common.SettingsReader;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.command.Outcome.Applied;
import io.wasettings.processor.command.Outcome.Failed;
import io.wasettings.processor.command.Outcome.Rejected;
import io.wasettings.processor.command.Outcome.Settled;
import io.wasettings.processor.command.Outcome.Superseded;
import io.wasettings.processor.command.Outcome.Unavailable;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.probe.WebhookProbe;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.CommandLedger;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.SettingsStore;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlVerdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt at a command, step by step in the order of the contract. Reading the record came before it; publishing
 * the status and committing the offset come after it.
 */
final class CommandPipeline {

    private final SecretBox secretBox;
    private final boolean acceptClearSecrets;
    private final SettingsReader settingsReader;
    private final UrlPolicy urlPolicy;
    private final SettingsStore store;
    private final CommandLedger ledger;
    private final Tokens tokens;
    private final WebhookProbe probe;
    private final RenewalPlan renewalPlan;

    CommandPipeline(
            SecretBox secretBox,
            boolean acceptClearSecrets,
            SettingsReader settingsReader,
            UrlPolicy urlPolicy,
            SettingsStore store,
            CommandLedger ledger,
            Tokens tokens,
            WebhookProbe probe,
            RenewalPlan renewalPlan) {
        this.secretBox = secretBox;
        this.acceptClearSecrets = acceptClearSecrets;
        this.settingsReader = settingsReader;
        this.urlPolicy = urlPolicy;
        this.store = store;
        this.ledger = ledger;
        this.tokens = tokens;
        this.probe = probe;
        this.renewalPlan = renewalPlan;
    }

    /** @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer */
    Outcome process(Work work) {
        return work.then(this::unsealSecrets)
                .then(this::validate)
                .then(this::checkUrls)
                .then(this::skipIfStale)
                .then(this::fetchToken)
                .then(this::probeWebhook)
                .then(this::stopIfSettled)
                .then(this::save)
                .outcome();
    }

    private Step unsealSecrets(Work work) {
        SettingsBody body = work.body();
        String sealed = work.command().sealedSecrets();
        if (!acceptClearSecrets && body.holdsSecrets()) {
            return new Rejected(
                    ErrorCode.INVALID, error("", "must not hold secrets in the clear; seal them as sealed_secrets"));
        }
        if (sealed == null) {
            return work;
        }
        SecretBox.Opening opening = secretBox.open(work.command().key().recordKey(), sealed);
        if (opening instanceof SecretBox.Opened opened) {
            return work.with(body.with(opened.secrets()));
        }
        Refusal refusal = (Refusal) opening;
        List<FieldMessage> errors = error("/sealed_secrets", refusal.message());
        // An unknown key may be one that this processor has not been given yet: such a command is worth a replay.
        return refusal == Refusal.UNKNOWN_KEY
                ? new Failed("unseal", ErrorCode.INVALID, errors)
                : new Rejected(ErrorCode.INVALID, errors);
    }

    private Step validate(Work work) {
        List<FieldMessage> violations = settingsReader.validate(work.body());
        return violations.isEmpty() ? work : new Rejected(ErrorCode.INVALID, violations);
    }

    private Step checkUrls(Work work) {
        SettingsBody body = work.body();
        UrlVerdict webhook = urlPolicy.check(Objects.requireNonNull(body.webhookUrl()));
        Optional<UrlVerdict> tokenEndpoint = Optional.of(body)
                .filter(SettingsBody::usesOAuth2)
                .map(oauth2Body -> urlPolicy.check(
                        Objects.requireNonNull(oauth2Body.requireOAuth2().tokenUrl())));
        return UrlFindings.of(webhook, tokenEndpoint).on(work);
    }

    private Step skipIfStale(Work work) {
        Command command = work.command();
        Optional<Settings> inForce = store.find(command.key());
        Optional<Version> version = inForce.map(Settings::version);
        if (version.filter(command.version()::isSameAs).isPresent()) {
            // This very command's: it was saved before its outcome could be told.
            return new Applied(List.of());
        }
        return version.isEmpty() || command.version().isNewerThan(version.get())
                ? work.with(inForce.orElse(null))
                : new Superseded();
    }

    private Step fetchToken(Work work) {
        if (!work.body().usesOAuth2()) {
            return work;
        }
        return tokens.fetch(
                        SettingsMapping.tokenRequest(work),
                        refused -> ledger.refuseAuthMethod(work.command().ref(), refused.storedName()))
                .fold(
                        granted -> work.with(granted.token(), granted.warnings()),
                        refused -> new Rejected(ErrorCode.INVALID, List.of(refused.error())),
                        unavailable -> new Unavailable(
                                "token", ErrorCode.NOT_SAVED, List.of(unavailable.error()), unavailable.retryAfter()));
    }

    private Step probeWebhook(Work work) {
        return probe.probe(
                        work.requireWebhook(),
                        work.bearer(),
                        work.command().key(),
                        work.command().ref().id())
                .fold(
                        () -> work,
                        refused -> new Rejected(ErrorCode.WEBHOOK_URL, error("/webhook_url", refused.problem())),
                        unavailable -> new Unavailable(
                                "probe",
                                ErrorCode.WEBHOOK_URL,
                                error("/webhook_url", unavailable.problem()),
                                unavailable.retryAfter()));
    }

    /**
     * Calls to partners take their time. What another process decided meanwhile must not be contradicted by a late
     * save.
     */
    private Step stopIfSettled(Work work) {
        return ledger.decision(work.command().ref())
                .filter(work.command()::isSettledBy)
                .<Step>map(Settled::new)
                .orElse(work);
    }

    private Step save(Work work) {
        Settings settings = SettingsMapping.settings(work, secretBox, renewalPlan);
        return store.save(settings) || isInForce(settings) ? new Applied(work.warnings()) : new Superseded();
    }

    /** Whether what is in force is this very command's, saved by an attempt whose confirmation was lost. */
    private boolean isInForce(Settings settings) {
        return store.find(settings.key())
                .filter(inForce -> inForce.version().isSameAs(settings.version()))
                .isPresent();
    }

    private static List<FieldMessage> error(String field, String problem) {
        return List.of(new FieldMessage(field, problem));
    }
}
