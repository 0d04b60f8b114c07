package io.wasettings.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span as it was exported ({@code opentelemetry/proto/trace/v1/trace.proto}).
 *
 * @param service the application that made it
 * @param ids which it is
 * @param name what was done
 * @param kind 1 internal, 2 server, 3 client, 4 producer, 5 consumer
 * @param attributes what it was about
 * @param failed whether it is marked as failed
 */
public record CollectedSpan(
        String service, Ids ids, String name, int kind, Map<String, String> attributes, boolean failed) {

    private static final int ERROR = 2;

    /**
     * Ids in hex.
     *
     * @param trace the trace
     * @param span the span
     * @param parent the span that it is a part of; empty where it is the first
     */
    public record Ids(String trace, String span, String parent) {}

    /** Reads an {@code ExportTraceServiceRequest}. */
    static List<CollectedSpan> read(byte[] request) {
        return ProtoMessage.parse(request).messages(1).stream()
                .flatMap(resourceSpans -> {
                    String service =
                            attributes(resourceSpans.messages(1).get(0), 1).getOrDefault("service.name", "");
                    return resourceSpans.messages(2).stream()
                            .flatMap(scopeSpans -> scopeSpans.messages(2).stream())
                            .map(span -> read(service, span));
                })
                .toList();
    }

    private static CollectedSpan read(String service, ProtoMessage span) {
        return new CollectedSpan(
                service,
                new Ids(span.hex(1), span.hex(2), span.hex(4)),
                span.text(5),
                (int) span.number(6),
                attributes(span, 9),
                span.messages(15).stream().anyMatch(status -> status.number(3) == ERROR));
    }

    private static Map<String, String> attributes(ProtoMessage message, int field) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (ProtoMessage attribute : message.messages(field)) {
            ProtoMessage value = attribute.messages(2).get(0);
            attributes.put(attribute.text(1), value.has(1) ? value.text(1) : String.valueOf(value.number(3)));
        }
        return attributes;
    }
}
