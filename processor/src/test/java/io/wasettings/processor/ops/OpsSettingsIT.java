package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
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
        HARNESS.database().getCollection("settings").insertOne(stopped(null));

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

    @Test
    void a_renewal_that_has_failed_too_often_is_resumed() {
        HARNESS.database().getCollection("settings").insertOne(stopped("too_many_failures"));

        JsonNode stopped = json(OPS.get("/ops/settings?key=" + key));
        JsonNode resumed = json(OPS.post("/ops/renewals/" + key + "/resume", "{}"));

        assertThat(stopped.at("/0/token/stop_reason").asString()).isEqualTo("too_many_failures");
        assertThat(resumed.at("/token/stopped").asBoolean()).isFalse();
        assertThat(resumed.at("/token/stop_reason").isNull()).isTrue();
    }

    @Test
    void of_settings_without_a_token_no_renewal_is_resumed_and_operators_are_told_why() {
        Document settings = stopped(null).append("auth_type", "bearer");
        settings.remove("sealed_token");
        settings.remove("renewal");
        HARNESS.database().getCollection("settings").insertOne(settings);

        assertProblem(
                OPS.post("/ops/renewals/" + key + "/resume", "{}"), 409, "These settings have no token to renew.");
    }

    @Test
    void a_renewal_whose_refresh_token_was_refused_is_not_resumed_and_operators_are_told_what_to_do() {
        HARNESS.database().getCollection("settings").insertOne(stopped("refresh_token_refused"));

        assertProblem(
                OPS.post("/ops/renewals/" + key + "/resume", "{}"), 409, "authorise again and submit new settings");

        JsonNode settings = json(OPS.get("/ops/settings?key=" + key));
        assertThat(settings.at("/0/token/stopped").asBoolean()).isTrue();
        assertThat(settings.at("/0/token/stop_reason").asString()).isEqualTo("refresh_token_refused");
    }

    /** @param reason why it has stopped, or null as earlier builds did not say */
    private Document stopped(@Nullable String reason) {
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
                        new Document("state", "stopped")
                                .append("failures", 3)
                                .append("error", "invalid_grant")
                                .append("stop_reason", reason));
    }
}
