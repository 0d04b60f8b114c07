package io.wasettings.processor.command;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsBody;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandLedger.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was read from its record; its rules are not checked yet.
 *
 * @param ref its identity
 * @param key whose settings
 * @param version where it first appeared
 * @param attempt the attempt that this is, counted from 1
 * @param replays how often operators have replayed it
 * @param body the settings; with their secrets once these are unsealed
 * @param sealedSecrets the secrets as sealed by the producer, or null
 * @param warnings what was ignored
 * @param traceparent W3C trace context, or null
 */
record Command(
        CommandRef ref,
        SettingsKey key,
        Version version,
        int attempt,
        int replays,
        SettingsBody body,
        @Nullable String sealedSecrets,
        List<FieldMessage> warnings,
        @Nullable String traceparent) {

    Command {
        warnings = List.copyOf(warnings);
    }

    Command with(SettingsBody newBody) {
        return new Command(ref, key, version, attempt, replays, newBody, sealedSecrets, warnings, traceparent);
    }

    /** The same command with the older of both versions: a repeated command counts from its first appearance. */
    Command withFirstSeen(Version firstSeen) {
        Version older = version.isNewerThan(firstSeen) ? firstSeen : version;
        return new Command(ref, key, older, attempt, replays, body, sealedSecrets, warnings, traceparent);
    }

    /** Whether what the command came to before is final for this attempt: only a replay reopens one that failed. */
    boolean isSettledBy(Decision decision) {
        return decision.status().state() != State.FAILED || replays <= decision.replays();
    }
}
