package io.wasettings.common.event;

import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Event;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.event.CloudEvent.NoEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.event.CloudEvent.Reading;
import io.wasettings.common.text.HttpGrammar;
import io.wasettings.common.text.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads CloudEvents from records, in binary and in structured mode (Kafka protocol binding 1.0.2, section 3). */
final class CloudEventReader {

    /** What the names of all forms begin with but the binary mode's. */
    private static final String ANY_FORM = "application/cloudevents";

    private static final String STRUCTURED_TYPE = ANY_FORM + "+json";
    private static final Pattern STRUCTURED_TYPE_IN_UTF_8 = Pattern.compile(
            "application/cloudevents\\+json" + HttpGrammar.PARAMETERS_IN_UTF_8, Pattern.CASE_INSENSITIVE);

    private static final Reading UNMARKED_ENVELOPE = new NoEvent(
            "ce_id is missing, but the value looks like an event in structured mode: its header content-type is "
                    + STRUCTURED_TYPE + ".",
            new Origin(null, null, null, null));

    private static final String OTHER_FORM = "content-type names a form of CloudEvents that is not read; send "
            + STRUCTURED_TYPE + ", or binary mode, one command a record.";

    private static final String NO_DATA = "The record has no value, or no data that can be read.";
    private static final String DATA_TWICE = "The envelope has both data and data_base64; send one of them.";

    private static final String ATTRIBUTES_IN_HEADERS =
            "content-type says structured mode, but the attributes are in headers; send application/json.";

    private CloudEventReader() {}

    static Reading read(Map<String, byte[]> headers, byte @Nullable [] value) {
        if (isStructured(headers)) {
            Reading reading = structured(texts(headers), value == null ? new byte[0] : value);
            Origin named = orOfHeaders(reading.origin(), headers);
            return named.equals(reading.origin()) ? reading : new NoEvent(ATTRIBUTES_IN_HEADERS, named);
        }
        if (isUnmarkedEnvelope(headers.keySet(), value)) {
            return UNMARKED_ENVELOPE;
        }
        Reading reading = binary(headers, value);
        return isInAnotherForm(headers) ? new NoEvent(OTHER_FORM, reading.origin()) : reading;
    }

    private static Reading binary(Map<String, byte[]> headers, byte @Nullable [] value) {
        Map<String, String> texts = texts(headers);
        Map<String, String> attributes = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(CloudEvent.PREFIX)) {
                attributes.put(name.substring(CloudEvent.PREFIX.length()), text);
            }
        });
        return read(
                new Attributes(attributes, headers.keySet(), Attributes.Mode.BINARY),
                textOf(CloudEvent.CONTENT_TYPE, texts, headers.keySet()),
                texts.get(CloudEvent.TRACEPARENT),
                value,
                NO_DATA);
    }

    private static Map<String, String> texts(Map<String, byte[]> headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, bytes) -> text(bytes).ifPresent(text -> texts.put(name, text)));
        texts.computeIfPresent(CloudEvent.CONTENT_TYPE, (name, type) -> type.strip());
        return texts;
    }

    /** What an envelope says of its origin, or what headers say if it names neither id nor source and they do. */
    private static Origin orOfHeaders(Origin said, Map<String, byte[]> headers) {
        Origin told = said.id() == null && said.source() == null
                ? binary(headers, null).origin()
                : said;
        return told.id() == null ? said : told;
    }

    /** Whether it would be an event in structured mode if it had its content type. */
    private static boolean isUnmarkedEnvelope(Set<String> headers, byte @Nullable [] value) {
        return value != null
                && headers.stream().noneMatch(name -> name.startsWith(CloudEvent.PREFIX))
                && EnvelopeOrigin.read(value).command().isPresent();
    }

    /** Whether it is an event as a batch, or encoded in another way, so that its attributes cannot be found. */
    private static boolean isInAnotherForm(Map<String, byte[]> headers) {
        return contentTypeBegins(ANY_FORM, headers) && !headers.containsKey(CloudEvent.ID);
    }

    static Origin origin(Map<String, byte[]> headers, byte[] value) {
        return isStructured(headers)
                ? orOfHeaders(EnvelopeOrigin.read(value), headers)
                : binary(headers, null).origin();
    }

    private static boolean isStructured(Map<String, byte[]> headers) {
        return contentTypeBegins(STRUCTURED_TYPE, headers);
    }

    private static boolean contentTypeBegins(String prefix, Map<String, byte[]> headers) {
        return Optional.ofNullable(headers.get(CloudEvent.CONTENT_TYPE))
                .flatMap(CloudEventReader::text)
                .filter(type -> type.strip().regionMatches(true, 0, prefix, 0, prefix.length()))
                .isPresent();
    }

    private static Reading structured(Map<String, String> headers, byte[] value) {
        return Json.parseEnvelope(value)
                .fold(
                        envelope -> envelope.isObject()
                                ? structured(headers, envelope, data(envelope, value))
                                : noEnvelope("is not a JSON object", value),
                        problem -> noEnvelope(problem, value));
    }

    private static Reading noEnvelope(String problem, byte[] value) {
        return new NoEvent("The structured CloudEvent " + problem + ".", EnvelopeOrigin.read(value));
    }

    private static Reading structured(Map<String, String> headers, JsonNode envelope, byte @Nullable [] data) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Set<String> present = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : envelope.properties()) {
            if (!member.getValue().isNull()) {
                present.add(member.getKey());
            }
            if (member.getValue().isString()) {
                attributes.put(member.getKey(), member.getValue().stringValue());
            }
        }
        return read(
                new Attributes(attributes, present, Attributes.Mode.STRUCTURED),
                dataType(headers.get(CloudEvent.CONTENT_TYPE), textOf("datacontenttype", attributes, present)),
                headers.get(CloudEvent.TRACEPARENT),
                data,
                hasData(envelope) && hasDataInBase64(envelope) ? DATA_TWICE : NO_DATA);
    }

    /** Null if it is absent; empty, which is no media type, if it is present but not text. */
    private static @Nullable String textOf(String name, Map<String, String> texts, Set<String> names) {
        return names.contains(name) ? texts.getOrDefault(name, "") : null;
    }

    /** The type of the data; an envelope's charset other than UTF-8 is its data's as well. */
    private static @Nullable String dataType(@Nullable String envelopeType, @Nullable String stated) {
        return envelopeType == null
                        || STRUCTURED_TYPE_IN_UTF_8.matcher(envelopeType).matches()
                ? stated
                : envelopeType;
    }

    private static Reading read(
            Attributes attributes,
            @Nullable String dataType,
            @Nullable String traceparent,
            byte @Nullable [] data,
            String ifNoData) {
        String id = attributes.id();
        String source = attributes.source();
        String type = attributes.type();
        Optional<String> problem = Stream.of(
                        attributes.problem(), dataTypeProblem(dataType), dataProblem(data, ifNoData))
                .flatMap(Optional::stream)
                .findFirst();
        if (problem.isPresent() || data == null || id == null || source == null || type == null) {
            return new NoEvent(
                    problem.orElse("The record is no CloudEvent."),
                    new Origin(id, source, attributes.get("partner"), attributes.get("channel")));
        }
        return new Event(new CloudEvent(
                new Context(id, source, type, time(attributes.get("time"))),
                new Extensions(
                        attributes.get("partner"),
                        attributes.get("channel"),
                        attributes.get("warnings"),
                        CloudEvent.isTraceparent(traceparent) ? traceparent : null),
                data));
    }

    private static Optional<String> dataTypeProblem(@Nullable String dataType) {
        return dataType == null || HttpGrammar.isJsonInUtf8(dataType)
                ? Optional.empty()
                : Optional.of("The content type is not application/json in UTF-8.");
    }

    private static Optional<String> dataProblem(byte @Nullable [] data, String ifNoData) {
        return data == null ? Optional.of(ifNoData) : Optional.empty();
    }

    private static boolean hasData(JsonNode envelope) {
        return envelope.hasNonNull(EnvelopeData.MEMBER);
    }

    private static boolean hasDataInBase64(JsonNode envelope) {
        return envelope.hasNonNull("data_base64");
    }

    private static byte @Nullable [] data(JsonNode envelope, byte[] value) {
        if (hasData(envelope)) {
            return hasDataInBase64(envelope) ? null : EnvelopeData.cutOut(value);
        }
        JsonNode base64 = envelope.path("data_base64");
        try {
            return base64.isString() ? Base64.getDecoder().decode(base64.stringValue()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String rfc3339) {
        try {
            return rfc3339 == null ? null : OffsetDateTime.parse(rfc3339).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The header's text. A header that is not text counts as absent; whether that matters is decided where it is
     * needed.
     */
    private static Optional<String> text(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
