package io.wasettings.ingest.support;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.StatusOrderContract.Told;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Statuses as the processor makes them. */
public final class Statuses {

    private static final SettingsKey KEY = new SettingsKey("acme", SettingsKey.Channel.TRANSACTIONAL, null);

    private Statuses() {}

    /** A status of that command's. */
    public static Status of(String commandId, State state) {
        return of(new CommandRef(CommandRef.INGEST_API, commandId), state);
    }

    /** A status of that command's. */
    public static Status of(CommandRef command, State state) {
        return of(KEY, command, state);
    }

    /** A status of that command's, which is of that key. */
    public static Status of(SettingsKey key, CommandRef command, State state) {
        return of(key, command, state, List.of(), 1);
    }

    /** A status of that partner's command. */
    public static Status of(String partner, String commandId, State state) {
        SettingsKey key = new SettingsKey(partner, SettingsKey.Channel.TRANSACTIONAL, null);
        return of(key, ref(commandId), state, List.of(), 1);
    }

    /** A status of that command's, with what was ignored. */
    public static Status of(String commandId, State state, List<FieldMessage> warnings) {
        return of(KEY, ref(commandId), state, warnings, 1);
    }

    /** A status of that command's, as it is told. */
    public static ToldStatus told(String commandId, State state) {
        return new ToldStatus(of(commandId, state), 0);
    }

    /** The identity of a command of the ingest-api's. */
    public static CommandRef ref(String commandId) {
        return new CommandRef(CommandRef.INGEST_API, commandId);
    }

    /** A status as the order of statuses sees it. */
    public static ToldStatus told(String commandId, Told told) {
        State state = State.valueOf(told.state().toUpperCase(Locale.ROOT));
        return new ToldStatus(of(KEY, ref(commandId), state, List.of(), told.attempt()), told.round());
    }

    /** What the order of statuses sees of it. */
    public static Told told(ToldStatus told) {
        return new Told(
                told.status().state().wireName(), told.round(), told.status().attempt());
    }

    /** A status of that record's. */
    public static Status of(ConsumerRecord<String, byte[]> record, State state) {
        CloudEvent event = event(record);
        List<FieldMessage> warnings = event.warnings() == null
                ? List.of()
                : List.of(Json.mapper().readValue(event.warnings(), FieldMessage[].class));
        CommandRef ref = new CommandRef(event.source(), event.id());
        return of(SettingsKey.parse(record.key()).orElseThrow(), ref, state, warnings, 1);
    }

    /** The CloudEvent that a record is. */
    public static CloudEvent event(ConsumerRecord<String, byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return ((CloudEvent.Event) CloudEvent.read(headers, record.value())).event();
    }

    private static Status of(SettingsKey key, CommandRef ref, State state, List<FieldMessage> warnings, int attempt) {
        ErrorCode code = switch (state) {
            case REJECTED -> ErrorCode.WEBHOOK_URL;
            case FAILED -> ErrorCode.NOT_SAVED;
            default -> null;
        };
        return new Status(
                ref.id(),
                ref.source(),
                key.partner(),
                key.channel().wireName(),
                key.from(),
                state,
                code == null ? null : code.number(),
                code == null ? (state.terminal() ? 200 : 202) : ErrorCode.HTTP_STATUS,
                code == null ? "As simulated." : code.description(),
                state == State.REJECTED ? List.of(new FieldMessage("/webhook_url", "must use https")) : List.of(),
                warnings,
                attempt,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
