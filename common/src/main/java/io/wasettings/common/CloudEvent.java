package io.wasettings.common;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record of the command or status topic as a CloudEvent 1.0. Written in the Kafka binding's binary mode (attributes
 * in {@code ce_} headers, data as value); read in binary and in structured mode.
 *
 * @param id unique per source; the command id
 * @param source who produced it, a URI reference
 * @param type {@link #COMMAND_TYPE}, {@link #STATUS_TYPE} or one that this version does not know
 * @param time when it was produced, or null where absent or unreadable: nothing depends on it
 * @param partner extension attribute: whose command it is
 * @param channel extension attribute: wire name of the channel
 * @param warnings extension attribute: what the producer already found to warn of, a JSON array, or null
 * @param traceparent W3C trace context, or null where absent or malformed
 * @param data the payload, UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable Instant time,
        @Nullable String partner,
        @Nullable String channel,
        @Nullable String warnings,
        @Nullable String traceparent,
        byte[] data) {

    /** Type of a command. */
    public static final String COMMAND_TYPE = "wa.settings.update.v2";
    /** Type of a status. */
    public static final String STATUS_TYPE = "wa.settings.status.v2";
    /** Longest id that is accepted, in characters. */
    public static final int MAX_ID_LENGTH = 128;

    private static final int MAX_SOURCE_LENGTH = 512;
    private static final String SPEC_VERSION = "1.0";
    private static final String PREFIX = "ce_";
    private static final String TRACEPARENT = "traceparent";
    private static final String CONTENT_TYPE = "content-type";
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern STRUCTURED_TYPE =
            Pattern.compile("application/cloudevents\\+json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRACE_CONTEXT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** What {@link #read} made of a record: a {@link CloudEvent} inside {@link Event}, or {@link NoEvent}. */
    public sealed interface Reading permits Event, NoEvent {}

    /** A readable event. */
    public record Event(CloudEvent event) implements Reading {}

    /**
     * Not a CloudEvent of this project.
     *
     * @param problem one sentence that quotes nothing of the record
     * @param id the event's id, where it could be read
     * @param partner the event's partner, where it could be read
     * @param channel the event's channel, where it could be read
     */
    public record NoEvent(
            String problem,
            @Nullable String id,
            @Nullable String partner,
            @Nullable String channel) implements Reading {}

    /** Whether this is a well-formed {@code traceparent} (W3C Trace Context). */
    public static boolean isTraceparent(@Nullable String text) {
        return text != null && TRACE_CONTEXT.matcher(text).matches();
    }

    /** The headers of binary mode, in order. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, "ce_specversion", SPEC_VERSION);
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_time", time == null ? null : time.toString());
        put(headers, "ce_partner", partner);
        put(headers, "ce_channel", channel);
        put(headers, "ce_warnings", warnings);
        put(headers, CONTENT_TYPE, "application/json");
        put(headers, TRACEPARENT, traceparent);
        return headers;
    }

    /**
     * Reads a record, binary or structured.
     *
     * @param headers the last header of each name
     * @param value the record's value, or null for a tombstone
     */
    public static Reading read(Map<String, byte[]> headers, byte @Nullable [] value) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, bytes) -> putIfText(texts, name, bytes));
        String contentType = texts.get(CONTENT_TYPE);
        if (contentType != null && STRUCTURED_TYPE.matcher(contentType).matches()) {
            return structured(texts, value);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), text);
            }
        });
        return of(attributes, contentType, texts.get(TRACEPARENT), value);
    }

    private static Reading structured(Map<String, String> headers, byte @Nullable [] value) {
        if (value == null
                || !(Json.parse(value) instanceof Json.Value json)
                || !json.node().isObject()) {
            return new NoEvent("The structured CloudEvent is not a JSON object.", null, null, null);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : json.node().properties()) {
            if (member.getValue().isString()) {
                attributes.put(member.getKey(), member.getValue().stringValue());
            }
        }
        return of(attributes, attributes.get("datacontenttype"), headers.get(TRACEPARENT), data(json.node()));
    }

    private static Reading of(
            Map<String, String> attributes,
            @Nullable String dataType,
            @Nullable String traceparent,
            byte @Nullable [] data) {
        String id = attribute(attributes, "id", MAX_ID_LENGTH);
        String source = attribute(attributes, "source", MAX_SOURCE_LENGTH);
        // A URI reference has no spaces, so that source and id can be told apart where they are written side by side.
        source = source == null || source.contains(" ") ? null : source;
        String type = attribute(attributes, "type", MAX_SOURCE_LENGTH);
        String problem = null;
        if (!attributes.getOrDefault("specversion", SPEC_VERSION).equals(SPEC_VERSION)) {
            problem = "The CloudEvents version is not " + SPEC_VERSION + ".";
        } else if (dataType != null && !JSON_TYPE.matcher(dataType).matches()) {
            problem = "The content type is not application/json.";
        } else if (data == null) {
            problem = "The record has no value.";
        }
        if (problem != null || data == null || id == null || source == null || type == null) {
            String missing = id == null ? "ce_id" : source == null ? "ce_source" : "ce_type";
            return new NoEvent(
                    problem == null ? missing + " is missing, too long or not text." : problem,
                    id,
                    attributes.get("partner"),
                    attributes.get("channel"));
        }
        return new Event(new CloudEvent(
                id,
                source,
                type,
                time(attributes.get("time")),
                attributes.get("partner"),
                attributes.get("channel"),
                attributes.get("warnings"),
                isTraceparent(traceparent) ? traceparent : null,
                data));
    }

    private static byte @Nullable [] data(JsonNode envelope) {
        JsonNode data = envelope.get("data");
        if (data != null && !data.isNull()) {
            return Json.mapper().writeValueAsBytes(data);
        }
        JsonNode base64 = envelope.get("data_base64");
        try {
            return base64 != null && base64.isString() ? Base64.getDecoder().decode(base64.stringValue()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The attribute, unless it is empty, too long or holds what CloudEvents 1.0 section 3 forbids in a String. */
    private static @Nullable String attribute(Map<String, String> attributes, String name, int maxLength) {
        String value = attributes.get(name);
        boolean legal = value != null
                && !value.isEmpty()
                && value.length() <= maxLength
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        return legal ? value : null;
    }

    private static @Nullable Instant time(@Nullable String rfc3339) {
        try {
            return rfc3339 == null ? null : OffsetDateTime.parse(rfc3339).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void putIfText(Map<String, String> texts, String name, byte[] utf8) {
        try {
            texts.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString());
        } catch (CharacterCodingException e) {
            // A header that is not text is as good as absent; whether that matters is decided where it is needed.
            texts.remove(name);
        }
    }

    private static void put(Map<String, byte[]> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
