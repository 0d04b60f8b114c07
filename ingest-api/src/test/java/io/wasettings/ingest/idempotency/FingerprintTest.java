package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final KeyedRequest REQUEST = request("transactional", "body");

    private final SecureRandom random = new SecureRandom();
    private final Fingerprint fingerprint = Fingerprint.of(REQUEST, random);

    @Test
    void it_matches_the_same_request() {
        assertThat(fingerprint.matches(request("transactional", "body"))).isTrue();
    }

    @Test
    void it_matches_no_other_body_or_channel() {
        assertThat(fingerprint.matches(request("transactional", "body "))).isFalse();
        assertThat(fingerprint.matches(request("conversational", "body"))).isFalse();
        assertThat(fingerprint.matches(request("transactional\nb", "ody"))).isFalse();
    }

    @Test
    void equal_bodies_do_not_show() {
        assertThat(Fingerprint.of(REQUEST, random).hmac()).isNotEqualTo(fingerprint.hmac());
    }

    private static KeyedRequest request(String channel, String body) {
        return new KeyedRequest("acme", "key", channel, body.getBytes(StandardCharsets.UTF_8));
    }
}
