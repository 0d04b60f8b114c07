package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Not a command that can be carried out.
 *
 * @param code the documented code that fits best
 * @param errors what is wrong
 * @param origin whose it is by what it says itself or else by its key, if that could be read
 * @param from the sender that its key names, or null
 * @param headers the retry headers to go on with
 * @param command the command, if nothing but its retry headers cannot be read
 */
public record Unreadable(
        ErrorCode code,
        List<FieldMessage> errors,
        Origin origin,
        @Nullable String from,
        RetryHeaders headers,
        @Nullable Submitted command)
        implements Reading {

    /** Headers hold any text; as a partner or a channel is told only what names one. */
    public Unreadable {
        origin = new Origin(
                origin.id(),
                origin.source(),
                SettingsKey.isPartner(origin.partner()) ? origin.partner() : null,
                Channel.of(origin.channel()).map(Channel::wireName).orElse(null));
    }

    /** This record as that of a command that first appeared there. */
    public Unreadable of(Version firstSeen) {
        RetryHeaders known = headers.of(headers.version().orEarlier(firstSeen));
        return new Unreadable(code, errors, origin, from, known, command);
    }

    /** The identity of the command, if that could be read. */
    public Optional<CommandRef> ref() {
        return origin.command();
    }

    @Override
    public <T> T fold(Function<Command, T> readable, Function<Unreadable, T> unreadable) {
        return unreadable.apply(this);
    }
}
