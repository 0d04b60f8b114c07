package io.wasettings.processor.command;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.CloudEvent.NoEvent;
import io.wasettings.common.CommandRef;
import io.wasettings.common.ErrorCode;
import io.wasettings.common.Json;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsReader;
import io.wasettings.common.SettingsReader.Decoded;
import io.wasettings.common.SettingsReader.Undecodable;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record into a command. Nothing of a record is trusted: headers, key and body must agree, and retry headers
 * count on the retry topics only.
 */
final class CommandReader {

    /** Largest record value that is read, in bytes: a body of 64 KiB whose secrets were sealed stays well below it. */
    static final int MAX_VALUE_BYTES = 128 * 1024;

    private static final String COMMAND_FAMILY = "wa.settings.update.";
    private static final int MAX_FORWARDED_WARNINGS = 50;
    private static final int MAX_WARNING_LENGTH = 300;

    /**
     * How far two brokers' clocks may be apart. A record comes to a retry topic after it came to the commands topic.
     */
    private static final long MAX_CLOCK_SKEW_MS = Duration.ofMinutes(10).toMillis();

    private final SettingsReader settingsReader;

    CommandReader(SettingsReader settingsReader) {
        this.settingsReader = settingsReader;
    }

    /** What a record is. */
    sealed interface Reading {

        <T> T fold(Function<Command, T> readable, Function<Unreadable, T> unreadable, Function<Foreign, T> foreign);
    }

    /** A command of ours. */
    record ReadCommand(Command command) implements Reading {
        @Override
        public <T> T fold(
                Function<Command, T> readable, Function<Unreadable, T> unreadable, Function<Foreign, T> foreign) {
            return readable.apply(command);
        }
    }

    /**
     * Not a command that can be carried out.
     *
     * @param code the documented code that fits best
     * @param errors what is wrong
     * @param id the command's id, where it could be read
     * @param partner the partner, where it could be read
     * @param channel wire name of the channel, where it could be read
     * @param headers the retry headers to go on with
     */
    record Unreadable(
            ErrorCode code,
            List<FieldMessage> errors,
            @Nullable String id,
            @Nullable String partner,
            @Nullable String channel,
            RetryHeaders headers)
            implements Reading {

        Unreadable {
            partner = Text.identifier(partner);
            channel = Text.identifier(channel);
        }

        @Override
        public <T> T fold(
                Function<Command, T> readable, Function<Unreadable, T> unreadable, Function<Foreign, T> foreign) {
            return unreadable.apply(this);
        }
    }

    /** An event of a type that is none of ours; topics gain event types. */
    record Foreign() implements Reading {
        @Override
        public <T> T fold(
                Function<Command, T> readable, Function<Unreadable, T> unreadable, Function<Foreign, T> foreign) {
            return foreign.apply(this);
        }
    }

    Reading read(Delivery delivery) {
        CloudEvent.Reading reading = CloudEvent.read(delivery.headers(), delivery.value());
        if (reading instanceof NoEvent noEvent) {
            return new Unreadable(
                    ErrorCode.UNDECODABLE,
                    List.of(new FieldMessage("", noEvent.problem())),
                    noEvent.id(),
                    noEvent.partner(),
                    noEvent.channel(),
                    headersOrOldest(delivery));
        }
        CloudEvent event = ((CloudEvent.Event) reading).event();
        if (!event.type().startsWith(COMMAND_FAMILY)) {
            return new Foreign();
        }
        if (!event.type().equals(CloudEvent.COMMAND_TYPE)) {
            // A command of another version must not be half understood, nor passed over.
            String problem = "ce_type is a version that is not known here; " + CloudEvent.COMMAND_TYPE + " is.";
            return unreadable(delivery, event, ErrorCode.UNDECODABLE, List.of(new FieldMessage("", problem)));
        }
        Optional<RetryHeaders> headers = retryHeaders(delivery);
        Optional<SettingsKey> key = key(delivery, event);
        if (headers.isEmpty() || key.isEmpty()) {
            String problem = headers.isEmpty()
                    ? "The retry headers are missing, malformed or out of bounds."
                    : "The record key must be {partner}/{channel}/{from or \"default\"} and agree with ce_partner and ce_channel.";
            return unreadable(delivery, event, ErrorCode.INVALID, List.of(new FieldMessage("", problem)));
        }
        if (event.data().length > MAX_VALUE_BYTES) {
            String problem = "The body is larger than " + MAX_VALUE_BYTES + " bytes.";
            return unreadable(delivery, event, ErrorCode.UNDECODABLE, List.of(new FieldMessage("", problem)));
        }
        return decode(delivery, event, key.get(), headers.get());
    }

    private Reading decode(Delivery delivery, CloudEvent event, SettingsKey key, RetryHeaders headers) {
        SettingsReader.Decoding decoding = settingsReader.decodeCommand(event.data());
        if (decoding instanceof Undecodable undecodable) {
            List<FieldMessage> errors = new ArrayList<>(undecodable.errors());
            errors.add(0, new FieldMessage("", undecodable.detail()));
            return unreadable(delivery, event, ErrorCode.UNDECODABLE, errors);
        }
        Decoded decoded = (Decoded) decoding;
        if (!Objects.equals(key.from(), decoded.body().from())) {
            String problem = "must be the sender that the record key names";
            return unreadable(delivery, event, ErrorCode.INVALID, List.of(new FieldMessage("/from", problem)));
        }
        List<FieldMessage> warnings = new ArrayList<>(forwarded(event.warnings()));
        warnings.addAll(decoded.warnings());
        return new ReadCommand(new Command(
                new CommandRef(event.source(), event.id()),
                key,
                headers.version(),
                headers.attempts() + 1,
                headers.replays(),
                decoded.body(),
                decoded.sealedSecrets(),
                warnings,
                event.traceparent()));
    }

    private static Unreadable unreadable(
            Delivery delivery, CloudEvent event, ErrorCode code, List<FieldMessage> errors) {
        return new Unreadable(code, errors, event.id(), event.partner(), event.channel(), headersOrOldest(delivery));
    }

    private static Optional<SettingsKey> key(Delivery delivery, CloudEvent event) {
        return Optional.ofNullable(delivery.key())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(SettingsKey::parse)
                .filter(key -> key.partner().equals(event.partner())
                        && key.channel().wireName().equals(event.channel()));
    }

    private static Optional<RetryHeaders> retryHeaders(Delivery delivery) {
        return delivery.tier() == 0
                ? Optional.of(new RetryHeaders(0, delivery.version(), Instant.EPOCH, 0))
                : RetryHeaders.read(delivery.headers()).filter(headers -> isPlausible(headers.version(), delivery));
    }

    /** Where the log is known, its offset counts: the clock may have been set back since. */
    private static boolean isPlausible(Version version, Delivery delivery) {
        return version.log() != null || version.timestamp() <= delivery.timestamp() + MAX_CLOCK_SKEW_MS;
    }

    /** Without readable headers the oldest version of all, with which a replay replaces nothing. */
    private static RetryHeaders headersOrOldest(Delivery delivery) {
        return retryHeaders(delivery).orElse(new RetryHeaders(0, new Version(0, 0), Instant.EPOCH, 0));
    }

    private static List<FieldMessage> forwarded(@Nullable String warnings) {
        if (warnings == null
                || !(Json.parse(warnings.getBytes(StandardCharsets.UTF_8)) instanceof Json.Value json)
                || !json.node().isArray()) {
            return List.of();
        }
        return json.node()
                .valueStream()
                .filter(warning -> warning.path("field").isString()
                        && warning.path("message").isString())
                .limit(MAX_FORWARDED_WARNINGS)
                .map(warning -> new FieldMessage(
                        Text.cut(warning.path("field").stringValue(), MAX_WARNING_LENGTH),
                        Text.cut(warning.path("message").stringValue(), MAX_WARNING_LENGTH)))
                .toList();
    }
}
