package io.wasettings.common.settings;

import io.wasettings.common.text.WireNames;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose settings: one partner's channel and sender. It is the Kafka record key and the MongoDB {@code _id}, written
 * {@code {partner}/{channel}/{from or "default"}}.
 *
 * @param partner names the partner, as the access token does
 * @param channel the kind of messages
 * @param from the sender in E.164, or null for the partner's default sender
 */
public record SettingsKey(
        String partner, Channel channel, @Nullable String from) {

    private static final Pattern PARTNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");
    private static final String DEFAULT_SENDER = "default";

    /** The kind of WhatsApp messages that the settings are for. */
    public enum Channel {
        TRANSACTIONAL,
        CONVERSATIONAL;

        private final String wireName = WireNames.of(this);

        /** The name on the wire: lower case. */
        public String wireName() {
            return wireName;
        }

        /** The channel of that exact wire name. */
        public static Optional<Channel> of(@Nullable String wireName) {
            return WireNames.find(Channel.class, wireName);
        }
    }

    /** Whether this can name a partner: 1..128 unreserved characters (RFC 3986), the first a letter or digit. */
    public static boolean isPartner(@Nullable String name) {
        return name != null && PARTNER.matcher(name).matches();
    }

    /**
     * Reads a record key; empty when it is not what {@link #recordKey} writes. Whether the sender is a number in E.164
     * is left to the rules of the body, which names the same sender.
     */
    public static Optional<SettingsKey> parse(@Nullable String recordKey) {
        String[] parts = recordKey == null ? new String[0] : recordKey.split("/", -1);
        if (parts.length != 3 || !isPartner(parts[0]) || parts[2].isEmpty()) {
            return Optional.empty();
        }
        boolean defaultSender = parts[2].equals(DEFAULT_SENDER);
        return Channel.of(parts[1]).map(channel -> new SettingsKey(parts[0], channel, defaultSender ? null : parts[2]));
    }

    /** Whether this can name a sender: a number in E.164. */
    public static boolean isSender(String number) {
        return number.matches(SubmittedSettings.E164);
    }

    /** Whether the sender is the default one or a number in E.164. */
    public boolean hasLegalSender() {
        return from == null || isSender(from);
    }

    /** The Kafka record key and MongoDB {@code _id}. */
    public String recordKey() {
        return partner + "/" + channel.wireName() + "/" + (from == null ? DEFAULT_SENDER : from);
    }

    @Override
    public String toString() {
        return recordKey();
    }
}
