package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SettingsKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a record's key, which must agree with the event's partner and channel, or says what is wrong with it. */
final class RecordKey {

    private RecordKey() {}

    /** What reading made of a key. */
    sealed interface KeyReading {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<SettingsKey, T> key, Function<String, T> problem);
    }

    /** A key. */
    record Read(SettingsKey key) implements KeyReading {
        @Override
        public <T> T fold(Function<SettingsKey, T> readable, Function<String, T> wrong) {
            return readable.apply(key);
        }
    }

    /** None; one sentence that quotes nothing of the record. */
    record Wrong(String problem) implements KeyReading {
        @Override
        public <T> T fold(Function<SettingsKey, T> readable, Function<String, T> wrong) {
            return wrong.apply(problem);
        }
    }

    static KeyReading read(byte @Nullable [] bytes, CloudEvent event) {
        String text = text(bytes);
        Optional<SettingsKey> key = SettingsKey.parse(text);
        if (text.isEmpty()) {
            return new Wrong("The record has no key; it must be {partner}/{channel}/{from or \"default\"}.");
        }
        if (!text.equals(text.strip())) {
            return new Wrong("The record key begins or ends with white space.");
        }
        if (text.startsWith("\"")) {
            return new Wrong("The record key is in quotation marks; send it as plain text, not as JSON.");
        }
        return key.<KeyReading>map(read -> agreeing(read, event))
                .orElseGet(() -> new Wrong("The record key must be {partner}/{channel}/{from or \"default\"}."));
    }

    /** The key, if it is a legal one that the origin does not contradict: then it tells whose a record is. */
    static Optional<SettingsKey> telling(byte @Nullable [] bytes, Origin origin) {
        return SettingsKey.parse(text(bytes))
                .filter(SettingsKey::hasLegalSender)
                .filter(key -> agrees(origin.partner(), key.partner())
                        && agrees(origin.channel(), key.channel().wireName()));
    }

    /** What to say when the body names another sender than the key. */
    static FieldMessage otherSender(SettingsKey key, @Nullable String from) {
        return ("+" + key.from()).equals(from)
                ? new FieldMessage("", "The sender in the record key must begin with +, as it does in the body.")
                : new FieldMessage(Pointers.FROM, "must be the sender that the record key names");
    }

    private static boolean agrees(@Nullable String said, String told) {
        return said == null || said.equals(told);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static KeyReading agreeing(SettingsKey key, CloudEvent event) {
        if (!key.partner().equals(event.partner())) {
            return new Wrong("ce_partner must be the partner that the record key names.");
        }
        return key.channel().wireName().equals(event.channel())
                ? new Read(key)
                : new Wrong("ce_channel must be the channel that the record key names.");
    }
}
