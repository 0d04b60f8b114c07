package io.wasettings.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitIT {

    @Test
    void a_partner_that_sends_too_many_requests_is_refused_and_others_are_not() {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.rate-limit.requests", "2");
        settings.put("wa.settings.ingest.rate-limit.period", "1h");
        try (Ingest ingest = Ingest.start(settings)) {
            Client acme = ingest.client();
            assertThat(acme.submit("{}").status()).isEqualTo(400);
            assertThat(acme.get("/api/wa/v2/commands/unknown").status()).isEqualTo(404);
            assertThat(acme.submit("{}").header("RateLimit"))
                    .hasValueSatisfying(left -> assertThat(left).startsWith("\"submissions\";r=0;t="));

            Answer refused = acme.submit("{}");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.contentType()).isEqualTo("application/problem+json");
            assertThat(refused.text("type")).isEqualTo("urn:wa-settings:problem:too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1, 1800);
            assertThat(refused.header("RateLimit-Policy")).hasValue("\"submissions\";q=2;w=3600");
            assertThat(acme.get("/api/wa/v2/commands/unknown").header("RateLimit-Policy"))
                    .hasValue("\"reads\";q=500;w=3600");
            assertThat(acme.as(null).get("/openapi.yaml").header("RateLimit")).isEmpty();
            assertThat(acme.as(TestTokens.BETA).submit("{}").status()).isEqualTo(400);
        }
    }
}
