package io.wasettings.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A partner may submit twice an hour here, and {@code acme} has done so. */
class RateLimitIT {

    @AutoClose
    private static Ingest ingest;

    private static Client acme;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.rate-limit.requests", "2");
        settings.put("wa.settings.ingest.rate-limit.period", "1h");
        ingest = Ingest.start(settings);
        acme = ingest.client();
        assertThat(acme.submit("{}").status()).isEqualTo(400);
        assertThat(acme.submit("{}").status()).isEqualTo(400);
    }

    @Test
    void a_partner_that_sends_too_many_requests_is_refused_and_told_when_to_come_again() {
        Answer refused = acme.submit("{}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.text("type")).isEqualTo("urn:wa-settings:problem:too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 1800);
        assertThat(refused.header("RateLimit-Policy")).hasValue("\"submissions\";q=2;w=3600");
    }

    @Test
    void another_partner_is_not_refused() {
        Client beta = acme.as(TestTokens.BETA);

        assertThat(beta.submit("{}").status()).isEqualTo(400);
    }

    @Test
    void an_answer_tells_how_much_is_left() {
        Client gamma = acme.as(TestTokens.GAMMA);

        assertThat(gamma.submit("{}").header("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"submissions\";r=1;t="));
        assertThat(gamma.submit("{}").header("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"submissions\";r=0;t="));
    }

    @Test
    void reads_have_a_policy_of_their_own() {
        Answer read = acme.get("/api/wa/v2/commands/unknown");

        assertThat(read.status()).isEqualTo(404);
        assertThat(read.header("RateLimit-Policy")).hasValue("\"reads\";q=500;w=3600");
    }

    @Test
    void public_documents_have_none() {
        assertThat(acme.as(null).get("/openapi.yaml").header("RateLimit")).isEmpty();
    }
}
