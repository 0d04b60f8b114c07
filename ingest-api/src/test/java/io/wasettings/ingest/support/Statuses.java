package io.wasettings.ingest.support;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.ErrorCode;
import io.wasettings.common.Json;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Statuses as the processor makes them. */
public final class Statuses {

    private Statuses() {}

    /** A status of that command's. */
    public static Status of(String commandId, State state) {
        return of(new SettingsKey("acme", SettingsKey.Channel.TRANSACTIONAL, null), commandId, state, List.of());
    }

    /** A status of that record's. */
    public static Status of(ConsumerRecord<String, byte[]> record, State state) {
        CloudEvent event = event(record);
        List<FieldMessage> warnings = event.warnings() == null
                ? List.of()
                : List.of(Json.mapper().readValue(event.warnings(), FieldMessage[].class));
        return of(SettingsKey.parse(record.key()).orElseThrow(), event.id(), state, warnings);
    }

    /** The CloudEvent that a record is. */
    public static CloudEvent event(ConsumerRecord<String, byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return ((CloudEvent.Event) CloudEvent.read(headers, record.value())).event();
    }

    private static Status of(SettingsKey key, String commandId, State state, List<FieldMessage> warnings) {
        ErrorCode code = switch (state) {
            case REJECTED -> ErrorCode.WEBHOOK_URL;
            case FAILED -> ErrorCode.NOT_SAVED;
            default -> null;
        };
        return new Status(
                commandId,
                key.partner(),
                key.channel().wireName(),
                key.from(),
                state,
                code == null ? null : code.number(),
                code == null ? (state.terminal() ? 200 : 202) : ErrorCode.HTTP_STATUS,
                code == null ? "As simulated." : code.description(),
                state == State.REJECTED ? List.of(new FieldMessage("/webhook_url", "must use https")) : List.of(),
                warnings,
                1,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
