package io.wasettings.ingest.idempotency;

/**
 * A request that carries an idempotency key.
 *
 * @param partner who sent it
 * @param key the key, the partner's own choice
 * @param channel where it was sent
 * @param body the exact bytes, secrets included
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record KeyedRequest(String partner, String key, String channel, byte[] body) {

    /** Unique among all partners, since no partner's name holds a slash. */
    String id() {
        return partner + "/" + key;
    }

    @Override
    public String toString() {
        return "KeyedRequest[partner=" + partner + ", channel=" + channel + "]";
    }
}
