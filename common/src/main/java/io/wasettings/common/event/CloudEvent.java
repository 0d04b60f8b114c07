package io.wasettings.common.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of the command or status topic as a CloudEvent 1.0. Written in the Kafka binding's binary mode (attributes
 * in {@code ce_} headers, data as value); read in binary and in structured mode.
 *
 * @param context what every event has
 * @param extensions what events of this project have in addition
 * @param data the payload, UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record CloudEvent(Context context, Extensions extensions, byte[] data) {

    /** Type of a command. */
    public static final String COMMAND_TYPE = "wa.settings.update.v2";
    /** Type of a status. */
    public static final String STATUS_TYPE = "wa.settings.status.v2";
    /** Longest id that is accepted, in characters (code points). */
    public static final int MAX_ID_LENGTH = 128;
    /** Longest source, and longest type, that is accepted, in characters (code points). */
    public static final int MAX_NAME_LENGTH = 512;

    static final String SPEC_VERSION = "1.0";
    static final String PREFIX = "ce_";
    static final String CONTENT_TYPE = "content-type";

    /** Header of the id, in binary mode. */
    public static final String ID = PREFIX + "id";
    /** Header of the source, in binary mode. */
    public static final String SOURCE = PREFIX + "source";
    /** Header of the type, in binary mode. */
    public static final String TYPE = PREFIX + "type";
    /** Header of the trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Header of a status that is about one record only: its {@code topic/partition/offset}. */
    public static final String RECORD = PREFIX + "record";
    /** Header of a status: how often the command had been replayed; absent for never. */
    public static final String REPLAY = PREFIX + "replay";

    private static final String SPEC_VERSION_HEADER = PREFIX + "specversion";
    private static final String TIME = PREFIX + "time";
    private static final String PARTNER = PREFIX + "partner";
    private static final String CHANNEL = PREFIX + "channel";
    private static final String WARNINGS = PREFIX + "warnings";

    /** Headers needed to process the event; warnings are only passed on. */
    public static final Set<String> ESSENTIAL_HEADERS =
            Set.of(SPEC_VERSION_HEADER, ID, SOURCE, TYPE, TIME, PARTNER, CHANNEL, CONTENT_TYPE, TRACEPARENT);

    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * The context attributes (CloudEvents 1.0).
     *
     * @param id unique per source; the command id: 1..{@value CloudEvent#MAX_ID_LENGTH} characters (code points), none
     *     of them a control character
     * @param source who produced it, a URI reference
     * @param type {@link #COMMAND_TYPE}, {@link #STATUS_TYPE} or one that this version does not know
     * @param time when it was produced, or null if absent or unreadable: nothing depends on it
     */
    public record Context(
            String id, String source, String type, @Nullable Instant time) {}

    /**
     * The extension attributes.
     *
     * @param partner whose command it is
     * @param channel wire name of the channel
     * @param warnings the warnings that the producer already found, a JSON array, or null
     * @param traceparent W3C trace context, or null if absent or malformed
     */
    public record Extensions(
            @Nullable String partner,
            @Nullable String channel,
            @Nullable String warnings,
            @Nullable String traceparent) {}

    /**
     * The origin that an event claims, as far as it can be read.
     *
     * @param id the event's id, or null
     * @param source the event's source, or null
     * @param partner the partner, or null
     * @param channel wire name of the channel, or null
     */
    public record Origin(
            @Nullable String id,
            @Nullable String source,
            @Nullable String partner,
            @Nullable String channel) {

        /** The command's identity, if both id and source could be read. */
        public Optional<CommandRef> command() {
            return id == null || source == null ? Optional.empty() : Optional.of(new CommandRef(source, id));
        }
    }

    /** The result of {@link #read}. */
    public sealed interface Reading {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<CloudEvent, T> event, Function<NoEvent, T> noEvent);

        /** The origin that the record claims, whether it is an event or not. */
        Origin origin();
    }

    /** A readable event. */
    public record Event(CloudEvent event) implements Reading {
        @Override
        public <T> T fold(Function<CloudEvent, T> readable, Function<NoEvent, T> noEvent) {
            return readable.apply(event);
        }

        @Override
        public Origin origin() {
            return event.origin();
        }
    }

    /**
     * Not a CloudEvent of this project.
     *
     * @param problem one sentence that quotes nothing of the record
     * @param origin the origin that it claims
     */
    public record NoEvent(String problem, Origin origin) implements Reading {
        @Override
        public <T> T fold(Function<CloudEvent, T> event, Function<NoEvent, T> unreadable) {
            return unreadable.apply(this);
        }
    }

    public String id() {
        return context.id();
    }

    public String source() {
        return context.source();
    }

    public String type() {
        return context.type();
    }

    public @Nullable Instant time() {
        return context.time();
    }

    public @Nullable String partner() {
        return extensions.partner();
    }

    public @Nullable String channel() {
        return extensions.channel();
    }

    public @Nullable String warnings() {
        return extensions.warnings();
    }

    public @Nullable String traceparent() {
        return extensions.traceparent();
    }

    /** The origin that the event claims. */
    public Origin origin() {
        return new Origin(id(), source(), partner(), channel());
    }

    /** Whether this is a {@code traceparent} that is valid (W3C Trace Context, section 3.2.2). */
    public static boolean isTraceparent(@Nullable String text) {
        return text != null && TRACE_CONTEXT.matcher(text).matches();
    }

    /** What keeps this from being a command's id, in one sentence that does not quote it. */
    public static Optional<String> problemOfId(String id) {
        return new Attributes(Map.of("id", id), Set.of(), Attributes.Mode.BINARY).idProblem();
    }

    /** What keeps this from being a command's source, in one sentence that does not quote it. */
    public static Optional<String> problemOfSource(String source) {
        return new Attributes(Map.of("source", source), Set.of(), Attributes.Mode.BINARY).sourceProblem();
    }

    /** The same with another trace context. */
    public CloudEvent traced(@Nullable String traceContext) {
        return new CloudEvent(context, new Extensions(partner(), channel(), warnings(), traceContext), data);
    }

    /** The headers of binary mode, in order. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, SPEC_VERSION_HEADER, SPEC_VERSION);
        put(headers, ID, id());
        put(headers, SOURCE, source());
        put(headers, TYPE, type());
        put(headers, TIME, time() == null ? null : String.valueOf(time()));
        put(headers, PARTNER, partner());
        put(headers, CHANNEL, channel());
        put(headers, WARNINGS, warnings());
        put(headers, CONTENT_TYPE, "application/json");
        put(headers, TRACEPARENT, traceparent());
        return headers;
    }

    /**
     * Reads a record, binary or structured.
     *
     * @param headers the last header of each name
     * @param value the record's value, or null for a tombstone
     */
    public static Reading read(Map<String, byte[]> headers, byte @Nullable [] value) {
        return CloudEventReader.read(headers, value);
    }

    /** The origin that a record claims, for records that are too large to be read as a whole. */
    public static Origin origin(Map<String, byte[]> headers, byte[] value) {
        return CloudEventReader.origin(headers, value);
    }

    private static void put(Map<String, byte[]> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
