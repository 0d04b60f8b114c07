package io.wasettings.ingest.submit;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that may be published: valid, and its secrets sealed.
 *
 * @param key whose settings
 * @param value the record's value, UTF-8 JSON
 * @param warnings what was ignored of the request
 * @param traceparent W3C trace context, or null
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record SealedCommand(
        SettingsKey key,
        byte[] value,
        List<FieldMessage> warnings,
        @Nullable String traceparent) {

    /** The command as an event. The warnings go along, so that the processor's statuses can repeat them. */
    CloudEvent event(String commandId, Instant now) {
        return new CloudEvent(
                new Context(commandId, CommandRef.INGEST_API, CloudEvent.COMMAND_TYPE, now),
                new Extensions(
                        key.partner(),
                        key.channel().wireName(),
                        warnings.isEmpty() ? null : Json.mapper().writeValueAsString(warnings),
                        traceparent),
                value);
    }

    /** What is needed of the command once it is published. */
    SealedCommand withoutValue() {
        return new SealedCommand(key, new byte[0], warnings, traceparent);
    }

    /** The command's first status. */
    Status accepted(String commandId, Instant now) {
        return new Status(
                commandId,
                CommandRef.INGEST_API,
                key.partner(),
                key.channel().wireName(),
                key.from(),
                State.ACCEPTED,
                null,
                202,
                "The settings request was accepted and is being processed.",
                List.of(),
                warnings,
                1,
                null,
                now);
    }
}
