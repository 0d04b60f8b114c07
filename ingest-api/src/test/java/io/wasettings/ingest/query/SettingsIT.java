package io.wasettings.ingest.query;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.TestTokens;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT {

    private static final String SETTINGS = "/api/wa/v2/transactional/settings";
    private static final Date AT = Date.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final Client client = SharedIngest.client();

    @BeforeAll
    static void settings_are_in_force() {
        Document bearer = document("acme/transactional/default", null, "bearer").append("oauth2", null);
        Document oauth2 = document("acme/transactional/+14155552671", "+14155552671", "oauth2")
                .append(
                        "oauth2",
                        new Document("grant_type", "refresh_token")
                                .append("token_url", "https://auth.example.com/token")
                                .append("client_id", "acme-client")
                                .append("scopes", List.of("a", "b"))
                                .append("expires_in", 3600L))
                .append("sealed_token", "sealed.token")
                .append("token_expires_at", AT)
                .append("token_scope", "a")
                .append("token_auth_method", "client_secret_basic")
                .append("renewal", new Document("due_at", AT));
        MongoCollection<Document> settings = TestStore.client()
                .getDatabase(SharedIngest.settings().get("wa.settings.mongodb.database"))
                .getCollection("settings");
        for (Document each : List.of(bearer, oauth2)) {
            settings.replaceOne(eq(each.get("_id")), each, new ReplaceOptions().upsert(true));
        }
    }

    @Test
    void the_default_senders_settings_are_answered_with_the_key_masked() {
        Answer answer = client.get(SETTINGS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat((Object) answer.json()).isEqualTo(Json.mapper().readTree("""
                {"webhook_url": "https://hooks.example.com", "from": null, "auth_type": "bearer", "api_key": "********",
                 "token_expires_at": null, "command_id": "c1", "created_at": "2026-01-01T00:00:00Z",
                 "updated_at": "2026-01-01T00:00:00Z"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+14155552671", "%2B14155552671", "%2b14155552671", "%2014155552671"})
    void a_senders_settings_are_answered_with_every_secret_masked(String from) {
        Answer answer = client.get(SETTINGS + "?from=" + from);

        assertThat(answer.status()).isEqualTo(200);
        assertThat((Object) answer.json()).isEqualTo(Json.mapper().readTree("""
                {"webhook_url": "https://hooks.example.com", "from": "+14155552671", "auth_type": "oauth2",
                 "oauth2": {"grant_type": "refresh_token", "token_url": "https://auth.example.com/token",
                  "client_id": "acme-client", "client_secret": "********", "refresh_token": "********",
                  "scopes": ["a", "b"], "expires_in": 3600},
                 "token_expires_at": "2026-01-01T00:00:00Z", "command_id": "c1",
                 "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"""));
    }

    @Test
    void an_unknown_sender_is_not_found() {
        assertNotFound(
                client.get(SETTINGS + "?from=+14155550000"),
                "You have no settings in force on this channel for this sender; submit them by POST to this path.");
    }

    @ParameterizedTest
    @CsvSource({
        "?form=%2B14155552671, form",
        "?from=%2B14155552671&x=1, x",
        "?FROM=%2B14155552671, FROM",
        "?from=, from",
        "?from, from",
        "?from=%20, from",
        "?from=default, from",
        "?from=abc, from",
        "?from=14155552671, from",
        "?from=%2B14155552671%0A, from",
        "?from=%2B1415555267112345678, from",
        "?from=%2B14155552671&from=%2B14155552671, from",
        "?from=%FF, from"
    })
    void a_parameter_that_is_unknown_or_repeated_or_malformed_is_refused_by_its_name(String query, String name) {
        Answer answer = client.get(SETTINGS + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:invalid-parameter");
        assertThat(answer.text("detail")).contains("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?%00=1", "?a%1B=1", "?%0A2026-01-01T00:00:00Z%20ERROR=1", "?%C2%9B=1"})
    void a_parameter_whose_name_holds_control_characters_is_refused(String query) {
        Answer answer = client.get(SETTINGS + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:invalid-parameter");
    }

    @ParameterizedTest
    @CsvSource({"from=%zz, from", "from=%2B14155552671&x=%, x", "%zz=1, %zz"})
    void a_parameter_that_does_not_decode_is_refused_by_its_name(String query, String name) throws IOException {
        String answer = SharedIngest.raw("GET " + SETTINGS + "?" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer acme-token\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:wa-settings:problem:invalid-parameter", "The parameter \\\"" + name + "\\\"");
    }

    @Test
    void settings_that_did_not_change_are_not_sent_again() {
        String tag = client.get(SETTINGS).header("ETag").orElseThrow();

        Answer again = client.get(SETTINGS, "If-None-Match", tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).hasValue(tag);
        assertThat(client.get(SETTINGS, "If-None-Match", "\"other\"").status()).isEqualTo(200);
        assertThat(client.get(SETTINGS + "?from=+14155552671").header("ETag").orElseThrow())
                .isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?from=%2B14155550000", "?x=1"})
    void a_body_changes_nothing_of_the_answer(String query) throws IOException {
        Answer without = client.get(SETTINGS + query);

        RawAnswer answer = RawAnswer.of(SharedIngest.raw("GET " + SETTINGS + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer acme-token\r\nContent-Length: 2\r\n\r\n{}"));

        assertThat(answer.status()).isEqualTo(without.status());
        assertThat((Object) answer.json()).isEqualTo(without.json());
        assertThat(answer.headers()).containsEntry("Connection", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?from=%2B14155550000", "?x=1"})
    void head_is_answered_as_get_without_the_body(String query) {
        Answer get = client.get(SETTINGS + query);

        Answer head = client.request("HEAD", SETTINGS + query);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Content-Length", "ETag", "Cache-Control")) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
    }

    @Test
    void other_channels_and_partners_are_not_found() {
        String detail =
                "You have no settings in force on this channel for the default sender; submit them by POST to this path.";
        assertNotFound(client.get("/api/wa/v2/conversational/settings"), detail);
        assertNotFound(client.as(TestTokens.BETA).get(SETTINGS), detail);
    }

    private static void assertNotFound(Answer answer, String detail) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).isEqualTo(detail);
    }

    private static Document document(String key, String from, String authType) {
        return new Document("_id", key)
                .append("partner", "acme")
                .append("channel", "transactional")
                .append("from", from)
                .append("webhook_url", "https://hooks.example.com")
                .append("auth_type", authType)
                .append("sealed_secrets", "sealed.secrets")
                .append("version", new Document("timestamp", 1L).append("offset", 1L))
                .append("command_id", "c1")
                .append("created_at", AT)
                .append("updated_at", AT);
    }
}
