package io.wasettings.ingest.submit;

import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.ingest.idempotency.KeyedRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to submit settings, as far as HTTP goes.
 *
 * @param partner who sent it
 * @param channel where it was sent
 * @param body the exact bytes, secrets included
 * @param idempotencyKey the partner's name for the command, or empty
 * @param preference how long the client wants to wait
 * @param traceparent W3C trace context, or null
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Submission(
        String partner,
        Channel channel,
        byte[] body,
        Optional<String> idempotencyKey,
        Preference preference,
        @Nullable String traceparent) {

    /** The request that the idempotency key stands for, if there is a key. */
    Optional<KeyedRequest> keyedRequest() {
        return idempotencyKey.map(key -> new KeyedRequest(partner, key, channel.wireName(), body));
    }

    /** The same with another trace context. */
    Submission traced(@Nullable String context) {
        return new Submission(partner, channel, body, idempotencyKey, preference, context);
    }

    @Override
    public String toString() {
        return "Submission[partner=" + partner + ", channel=" + channel + ", body redacted]";
    }
}
