package io.wasettings.processor.command.attempt;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.Refusal;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a command's secrets where they belong. They open for the command's own key only, and they go nowhere but where
 * they were sealed for.
 */
final class Unseal implements Function<Opened, Step<WithSecrets>> {

    private static final String KEY_NOT_GIVEN =
            "No processor that took this command has the key that this service sealed the secrets with; nothing is to"
                    + " be corrected. Ask its operators to give the processors the key and to replay this command.";

    private final SecretsPolicy policy;
    private final Validate validate;

    Unseal(SecretsPolicy policy, Validate validate) {
        this.policy = policy;
        this.validate = validate;
    }

    @Override
    public Step<WithSecrets> apply(Opened opened) {
        Submitted command = opened.command();
        SubmittedSettings settings = command.content().settings();
        List<String> clear = settings.clearSecrets();
        if (!policy.acceptClearSecrets() && !clear.isEmpty()) {
            return rejected(inTheClear(clear), others(command));
        }
        return opened.secrets()
                .map(opening -> opening.fold(
                        payload -> unsealed(command, SealedSecrets.read(payload)),
                        refusal -> refused(command, refusal)))
                .orElseGet(() -> Step.at(new WithSecrets(command, settings)));
    }

    private static List<FieldMessage> inTheClear(List<String> clear) {
        return clear.stream()
                .map(field ->
                        new FieldMessage(field, "must not be in the clear; seal it in sealed_secrets, under a new id"))
                .toList();
    }

    private Step<WithSecrets> unsealed(Submitted command, SealedSecrets sealed) {
        SubmittedSettings settings = command.content().settings();
        // What another way of authentication does not need is ignored, so nobody seals it.
        String usedTokenUrl = settings.usesOAuth2() ? settings.tokenUrl() : null;
        List<FieldMessage> astray = Stream.of(
                        elsewhere(sealed.webhookUrl(), settings.webhookUrl(), Pointers.WEBHOOK_URL),
                        unbound(sealed.webhookUrl(), settings.webhookUrl(), Pointers.WEBHOOK_URL),
                        elsewhere(sealed.tokenUrl(), settings.tokenUrl(), Pointers.TOKEN_URL),
                        unbound(sealed.tokenUrl(), usedTokenUrl, Pointers.TOKEN_URL))
                .flatMap(Optional::stream)
                .toList();
        List<FieldMessage> others = astray.isEmpty() ? List.of() : others(command);
        List<FieldMessage> told =
                astray.stream().filter(problem -> !isTold(problem, others)).toList();
        // With nothing else astray the command goes on to be refused for all that is wrong with it.
        return told.isEmpty()
                ? Step.at(new WithSecrets(command, settings.with(sealed.secrets())))
                : rejected(told, others);
    }

    /** Whether the others say already that the destination, or what it is in, is missing. */
    private static boolean isTold(FieldMessage problem, List<FieldMessage> others) {
        return others.stream()
                .map(FieldMessage::field)
                .anyMatch(field ->
                        problem.field().equals(field) || problem.field().startsWith(field + "/"));
    }

    private static Optional<FieldMessage> elsewhere(@Nullable String bound, @Nullable String given, String field) {
        return bound == null || bound.equals(given)
                ? Optional.empty()
                : Optional.of(new FieldMessage(
                        field, "is not what the sealed secrets were sealed for; seal them for it, under a new id"));
    }

    private Optional<FieldMessage> unbound(@Nullable String bound, @Nullable String given, String field) {
        return bound == null && given != null && policy.requireBoundDestinations()
                ? Optional.of(new FieldMessage(
                        Pointers.SEALED_SECRETS, "must hold \"" + Pointers.name(field) + "\" as the command gives it"))
                : Optional.empty();
    }

    private Step<WithSecrets> refused(Submitted command, Refusal refusal) {
        List<FieldMessage> errors = List.of(new FieldMessage(Pointers.SEALED_SECRETS, refusal.message()));
        return refusal == Refusal.UNKNOWN_KEY
                ? Step.ended(ofUnknownKey(command, errors))
                : rejected(errors, others(command));
    }

    /**
     * The key may be one that no processor has been given yet, so such a command is worth a replay. A partner knows
     * nothing of it, since the ingest-api has sealed.
     */
    private Failed ofUnknownKey(Submitted command, List<FieldMessage> errors) {
        return command.ref().source().equals(CommandRef.INGEST_API)
                ? new Failed(ErrorCode.NOT_SAVED, List.of(new FieldMessage("", KEY_NOT_GIVEN)))
                : new Failed(ErrorCode.INVALID, both(errors, others(command)));
    }

    /** What else is wrong is said at once, but for what the sealed secrets should hold, which are not looked into. */
    private List<FieldMessage> others(Submitted command) {
        boolean sealed = command.content().sealedSecrets() != null;
        return validate.violations(new WithSecrets(command, command.content().settings())).stream()
                .filter(violation -> !sealed || !violation.field().equals(Pointers.SEALED_SECRETS))
                .toList();
    }

    private static Step<WithSecrets> rejected(List<FieldMessage> errors, List<FieldMessage> others) {
        return Step.ended(new Rejected(ErrorCode.INVALID, both(errors, others)));
    }

    private static List<FieldMessage> both(List<FieldMessage> errors, List<FieldMessage> others) {
        return Stream.concat(errors.stream(), others.stream()).toList();
    }
}
