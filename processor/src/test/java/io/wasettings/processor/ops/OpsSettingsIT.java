package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Settings in force and sealing keys, over the operations port. */
class OpsSettingsIT extends OpsSuite {

    @Test
    void settings_are_shown_without_a_secret() {
        WEBHOOK_STATUS.set(200);
        apply();

        JsonNode settings = json(OPS.get("/ops/settings?partner=" + partner));

        assertThat(settings.at("/0/key").asString()).isEqualTo(key);
        assertThat(settings.at("/0/webhook_url").asString()).isEqualTo(url());
        assertThat(settings.toString()).doesNotContain("secret", "api_key");
    }

    @Test
    void keys_are_shown_with_what_needs_them() {
        WEBHOOK_STATUS.set(200);
        apply();

        JsonNode key = json(OPS.get("/ops/keys")).get(0);

        assertThat(key.path("present").asBoolean()).isTrue();
        assertThat(key.path("current").asBoolean()).isTrue();
        assertThat(key.path("documents").asLong()).isPositive();
    }

    @Test
    void a_renewal_that_has_stopped_is_shown_and_resumed_once() {
        HARNESS.database().getCollection("settings").insertOne(stopped());

        JsonNode stopped = json(OPS.get("/ops/settings?stopped=true&partner=" + partner));
        JsonNode resumed = json(OPS.post("/ops/renewals/" + key + "/resume", "{}"));

        assertThat(stopped.at("/0/token/stopped").asBoolean()).isTrue();
        assertThat(stopped.at("/0/token/last_error").asString()).isEqualTo("invalid_grant");
        assertThat(stopped.at("/0/token/scope").asString()).isEqualTo("webhook.write webhook.read");
        assertThat(resumed.at("/token/stopped").asBoolean()).isFalse();
        assertThat(resumed.at("/token/renew_at").asString()).isNotBlank();
        assertThat(json(OPS.get("/ops/settings?stopped=true&partner=" + partner)))
                .isEmpty();
        assertProblem(OPS.post("/ops/renewals/" + key + "/resume", "{}"), 409, "has not stopped");
    }

    private Document stopped() {
        return new Document("_id", key)
                .append("partner", partner)
                .append("channel", "transactional")
                .append("webhook_url", url())
                .append("auth_type", "oauth2")
                .append("command_id", id)
                .append("sealed_token", "nobody opens it")
                .append("token_scope", "webhook.write webhook.read")
                .append(
                        "renewal",
                        new Document("state", "stopped").append("failures", 3).append("error", "invalid_grant"));
    }
}
