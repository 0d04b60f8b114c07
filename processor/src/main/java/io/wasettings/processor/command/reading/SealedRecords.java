package io.wasettings.processor.command.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.settings.UserInfo;
import io.wasettings.processor.command.delivery.Delivery;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Seals as a whole the value of a record that may hold secrets in the clear before it is put onto a retry topic or the
 * dead-letter topic, and opens it when it comes back from there. What is sealed once stays so from topic to topic; the
 * id and source of an envelope are told by headers, in case no key opens it.
 */
public final class SealedRecords {

    /** Header of a record whose value is a JWE of what it was. */
    public static final String HEADER = "wa_sealed";

    /** Never a record key, so that such a seal is no use as a command's {@code sealed_secrets}, nor the other way. */
    private static final String OWNER = "dead letter";

    private static final String VALUE = "value";
    private static final byte[] YES = "true".getBytes(US_ASCII);

    private final SecretBox secretBox;
    private final RecordParser parser;
    private final LargeRecords large = new LargeRecords();

    public SealedRecords(SecretBox secretBox, RecordParser parser) {
        this.secretBox = secretBox;
        this.parser = parser;
    }

    /**
     * The delivery as it may lie on a topic of the processor's own: as it came, unless it may hold secrets in the
     * clear. The header is believed there, so one that anybody else wrote is left out.
     */
    public Delivery seal(Delivery delivery) {
        return isSealed(delivery) ? delivery : large.inTurn(delivery, () -> sealNow(delivery));
    }

    private Delivery sealNow(Delivery delivery) {
        byte[] value = delivery.value();
        return value == null || isFreeOfSecrets(value)
                ? with(delivery, value, withoutOurs(delivery))
                : seal(delivery, value);
    }

    /**
     * The delivery as it was before it was sealed, if it was; empty if no key of this processor opens it, or it holds
     * none.
     */
    Optional<Delivery> open(Delivery delivery) {
        String sealed = sealedValue(delivery).orElse(null);
        if (sealed == null) {
            return Optional.of(delivery);
        }
        return secretBox
                .open(OWNER, sealed)
                .<Optional<String>>fold(
                        secrets -> Optional.ofNullable(secrets.values().get(VALUE)), refusal -> Optional.empty())
                .flatMap(SealedRecords::decoded)
                .map(opened -> with(delivery, opened, delivery.headers()));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The JWE that is its value; empty if it is not sealed. */
    static Optional<String> sealedValue(Delivery delivery) {
        return Optional.ofNullable(delivery.value())
                .filter(value -> isSealed(delivery))
                .map(value -> new String(value, US_ASCII));
    }

    private Delivery seal(Delivery delivery, byte[] value) {
        String text = Base64.getEncoder().encodeToString(value);
        String sealed = secretBox.seal(OWNER, new Secrets(Map.of(VALUE, text)));
        List<Header> headers = new ArrayList<>(withoutOurs(delivery));
        headers.add(new RecordHeader(HEADER, YES));
        named(delivery, value).ifPresent(name -> {
            headers.add(new RecordHeader(CloudEvent.ID, name.id().getBytes(UTF_8)));
            headers.add(new RecordHeader(CloudEvent.SOURCE, name.source().getBytes(UTF_8)));
        });
        return with(delivery, sealed.getBytes(US_ASCII), headers);
    }

    /** What an envelope names beside or against the headers, and nobody could read while no key opens it. */
    private Optional<CommandRef> named(Delivery delivery, byte[] value) {
        Map<String, byte[]> headers = delivery.lastHeaders();
        try {
            Optional<CommandRef> told = parser.event(headers, null).origin().command();
            return parser.origin(headers, value).command().filter(name -> !told.equals(Optional.of(name)));
        } catch (RuntimeException bug) {
            // Logged by whoever read it. It must get off its partition, if need be without a name.
            return Optional.empty();
        }
    }

    private static List<Header> withoutOurs(Delivery delivery) {
        return delivery.headers().stream()
                .filter(header -> !header.key().equals(HEADER))
                .toList();
    }

    /** Believed on the retry topics only, like all headers of the processor's own. */
    private static boolean isSealed(Delivery delivery) {
        return delivery.tier() > 0 && delivery.lastHeaders().containsKey(HEADER);
    }

    /**
     * Whether every member is known, none of them is a secret in the clear, and no URL has one. Of what cannot be read
     * nobody knows.
     */
    private boolean isFreeOfSecrets(byte[] value) {
        try {
            return parser.settings(value)
                    .fold(
                            decoded -> isFreeOfSecrets(decoded.settings())
                                    && isSeal(decoded.sealedSecrets())
                                    && decoded.warnings().isEmpty(),
                            undecodable -> false);
        } catch (RuntimeException bug) {
            // The one that kept the command from being read, most likely: what is given up for it comes here next.
            return false;
        }
    }

    /** Nobody knows what a producer put there instead of a seal. */
    private static boolean isSeal(@Nullable String sealedSecrets) {
        return sealedSecrets == null || SealLabel.of(sealedSecrets).isPresent();
    }

    private static boolean isFreeOfSecrets(SubmittedSettings settings) {
        return settings.clearSecrets().isEmpty()
                && Stream.of(settings.webhookUrl(), settings.tokenUrl())
                        .flatMap(Stream::ofNullable)
                        .noneMatch(UserInfo::isIn);
    }

    private static Delivery with(Delivery delivery, byte @Nullable [] value, List<Header> headers) {
        return new Delivery(delivery.tier(), delivery.place(), delivery.key(), value, headers);
    }
}
