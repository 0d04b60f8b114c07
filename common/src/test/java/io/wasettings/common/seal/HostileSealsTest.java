package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.wasettings.common.seal.RestSeal.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the place of a seal, opening it says why it does not open. */
class HostileSealsTest {

    private static final long SEED = 20260101;
    private static final int VARIANTS = 4_000;
    private static final byte[] PAYLOAD = "{\"key\":\"acme\"}".getBytes(UTF_8);

    private static final SealingKeys KEYS = TestKeys.keys(TestKeys.key("k1"));
    private static final TopicSeal TOPIC = new TopicSeal(KEYS);
    private static final RestSeal REST = new RestSeal(KEYS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":\"ECDH-ES\"}",
                "{\"enc\":\"A256GCM\"}",
                "{\"alg\":null,\"enc\":null}",
                "{\"alg\":\"ECDH-ES\",\"enc\":null,\"kid\":\"k1\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":7,\"kid\":\"k1\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k1\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":7}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"epk\":{}}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"epk\":[]}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"zip\":\"DEF\"}",
                "{\"alg\":\"none\",\"enc\":\"none\"}",
                "[]",
                "null",
                "7",
                "\"\"",
                ""
            })
    void a_header_that_nobody_would_write_is_refused(String header) {
        String[] parts = TOPIC.seal(PAYLOAD).split("\\.", -1);
        parts[0] = Base64URL.encode(header).toString();

        assertRefused(String.join(".", parts));
    }

    @Test
    void a_header_nested_without_end_is_refused() {
        String header = Base64URL.encode("{\"a\":".repeat(3_000)).toString();

        assertRefused(header + "....");
        assertRefused(Base64URL.encode("[".repeat(1_000_000)) + "....");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", " ", "\n", "!", "+", "/", "%"})
    void a_seal_with_a_character_that_is_not_base64url_is_refused(String character) {
        String seal = TOPIC.seal(PAYLOAD);
        int last = seal.lastIndexOf('.');

        assertRefused(seal + character);
        assertRefused(character + seal);
        assertRefused(seal.substring(0, last) + character + seal.substring(last));
        assertRefused(seal.substring(0, last + 1) + character + seal.substring(last + 1));
    }

    @Test
    void nothing_that_was_altered_opens() {
        Random random = new Random(SEED);
        List<Function<String, String>> alterations = alterations(random);
        String topic = TOPIC.seal(PAYLOAD);
        String rest = REST.seal(Purpose.SETTINGS, "acme", PAYLOAD);
        for (int i = 0; i < VARIANTS; i++) {
            String original = random.nextBoolean() ? topic : rest;
            String altered = original;
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                altered = alterations.get(random.nextInt(alterations.size())).apply(altered);
            }
            if (!altered.equals(original)) {
                assertRefused(altered);
            }
        }
    }

    private static List<Function<String, String>> alterations(Random random) {
        return List.of(
                text -> text.substring(0, random.nextInt(text.length() + 1)),
                text -> text.substring(random.nextInt(text.length() + 1)),
                text -> onPart(random, text, part -> ""),
                text -> onPart(random, text, part -> part + part),
                text -> onPart(random, text, part -> flipped(random, part)),
                text -> onPart(random, text, part -> cut(random, part)),
                text -> swapped(random, text),
                text -> onHeader(text, json -> edited(random, json)),
                text -> onHeader(text, json -> json.replace(member(random), member(random))),
                text -> onHeader(text, json -> json.replace("\"" + member(random) + "\":", "\"crit\":")));
    }

    private static String member(Random random) {
        return List.of(
                        "alg", "enc", "kid", "epk", "zip", "apu", "p2c", "kty", "crv", "dir", "ECDH-ES", "A256GCM",
                        "P-256", "k1")
                .get(random.nextInt(14));
    }

    private static String onPart(Random random, String text, Function<String, String> change) {
        String[] parts = text.split("\\.", -1);
        int index = random.nextInt(parts.length);
        parts[index] = change.apply(parts[index]);
        return String.join(".", parts);
    }

    private static String onHeader(String text, Function<String, String> change) {
        String[] parts = text.split("\\.", -1);
        parts[0] = Base64URL.encode(change.apply(new Base64URL(parts[0]).decodeToString()))
                .toString();
        return String.join(".", parts);
    }

    private static String swapped(Random random, String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("\\.", -1)));
        parts.add(random.nextInt(parts.size()), parts.remove(random.nextInt(parts.size())));
        return String.join(".", parts);
    }

    private static String cut(Random random, String part) {
        return part.substring(0, random.nextInt(part.length() + 1));
    }

    /** Flips a bit of what is encoded: the unused bits of a last character would change nothing. */
    private static String flipped(Random random, String part) {
        byte[] bytes = new Base64URL(part).decode();
        if (bytes.length == 0) {
            return part + "A";
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Base64URL.encode(bytes).toString();
    }

    private static String edited(Random random, String json) {
        int at = random.nextInt(json.length() + 1);
        String junk = List.of("{", "}", "[", "]", "\"", ",", ":", "null", "\\u0000", "9e999999", "\uD800")
                .get(random.nextInt(11));
        return json.substring(0, at) + junk + json.substring(Math.min(json.length(), at + random.nextInt(4)));
    }

    private static void assertRefused(String sealed) {
        assertThat(TOPIC.open(sealed)).as(sealed).isInstanceOf(Unsealed.Refused.class);
        assertThat(REST.open(Purpose.SETTINGS, "acme", sealed)).as(sealed).isInstanceOf(Unsealed.Refused.class);
    }
}
