package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import io.wasettings.common.text.WireNames;
import io.wasettings.processor.store.RenewalQueue.Failure;
import io.wasettings.processor.store.RenewalQueue.State;
import io.wasettings.service.mongo.Times;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a document of settings says of the renewal of its token.
 *
 * @param at when it is due, or null for never
 * @param failures how many have failed in a row
 * @param error why the last one failed or was deferred, or null
 * @param wasRefused whether the server has refused one of these
 * @param isStopped whether it is not tried again
 * @param stopReason why it is not, or null if that is not known: earlier builds did not note it
 */
public record NotedRenewal(
        @Nullable Instant at,
        int failures,
        @Nullable String error,
        boolean wasRefused,
        boolean isStopped,
        @Nullable StopReason stopReason) {

    private static final String STATE = "state";
    private static final String AT = "at";
    private static final String FAILURES = "failures";
    private static final String ERROR = "error";
    private static final String REFUSED = "refused";
    private static final String STOP_REASON = "stop_reason";

    /** Its fields in the document of the settings. */
    static final String STATE_FIELD = SettingsFields.RENEWAL + "." + STATE;

    static final String AT_FIELD = SettingsFields.RENEWAL + "." + AT;
    static final String ERROR_FIELD = SettingsFields.RENEWAL + "." + ERROR;
    static final String HELD_UNTIL_FIELD = SettingsFields.RENEWAL + ".held_until";

    /** Reads it; nothing is due if none was noted. */
    public static NotedRenewal of(Document settings) {
        Document renewal = settings.get(SettingsFields.RENEWAL, new Document());
        return new NotedRenewal(
                Times.read(renewal, AT),
                renewal.getInteger(FAILURES, 0),
                renewal.getString(ERROR),
                renewal.getBoolean(REFUSED, false),
                WireNames.of(State.STOPPED).equals(renewal.getString(STATE)),
                StopReason.of(renewal.getString(STOP_REASON)).orElse(null));
    }

    /** Matches settings whose token is renewed no more. */
    public static Bson stopped() {
        return in(State.STOPPED);
    }

    /** Matches settings whose token is renewed no more, but may be. */
    static Bson resumable() {
        return and(
                stopped(), ne(SettingsFields.RENEWAL + "." + STOP_REASON, StopReason.REFRESH_TOKEN_REFUSED.wireName()));
    }

    static Bson in(State state) {
        return eq(STATE_FIELD, WireNames.of(state));
    }

    /** A renewal that is planned for that time. */
    static Document scheduled(Instant at) {
        return new Document(STATE, WireNames.of(State.SCHEDULED))
                .append(AT, Date.from(at))
                .append(FAILURES, 0);
    }

    static Document failed(Failure failure) {
        return new Document(STATE, WireNames.of(failure.state()))
                .append(AT, failure.next().map(Date::from).orElse(null))
                .append(FAILURES, failure.failures())
                .append(ERROR, failure.error())
                .append(REFUSED, failure.wasRefused())
                .append(
                        STOP_REASON,
                        failure.stopReason().map(StopReason::wireName).orElse(null));
    }
}
