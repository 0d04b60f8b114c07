package io.wasettings.ingest.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status.State;
import io.wasettings.ingest.status.CommandLocation;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.ingest.support.TestTokens;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandStatusIT {

    private final Client client = SharedIngest.client();

    @ParameterizedTest
    @EnumSource(names = {"APPLIED", "SUPERSEDED", "REJECTED", "FAILED"})
    void a_partners_own_command_is_answered_200_whatever_its_state(State state) {
        String location = accepted(state.wireName());

        Answer answer = await().atMost(Duration.ofSeconds(10))
                .until(() -> client.get(location), a -> a.text("state").equals(state.wireName()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(location).endsWith(answer.text("command_id"));
    }

    @Test
    void to_another_partner_it_is_as_if_the_command_did_not_exist() {
        String location = accepted("silent");

        Answer answer = client.as(TestTokens.BETA).get(location);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).isEqualTo("No command of yours has this id, or it ended too long ago.");
        assertThat(client.as(TestTokens.BETA).get(location + "?source=/a").text("detail"))
                .isEqualTo("No command of yours has this id and source, or it ended too long ago.");
        assertThat(client.as(TestTokens.READER).get(location).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "not-a-uuid", "%E2%98%83", "$where", "settings"})
    void an_unknown_or_malformed_id_is_not_found(String id) {
        Client other = client.as(TestTokens.BETA);

        assertThat(other.get("/api/wa/v2/commands/" + id).status()).isEqualTo(404);
        assertThat(other.request("HEAD", "/api/wa/v2/commands/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order/17", "a//b", " ?#%3B;\\ \"17\" ", "ü\u2028\uD83D\uDE00", "../..", "%2F", "settings"})
    void whatever_an_internal_producer_calls_its_command_it_is_found_percent_encoded(String id) {
        CommandRef command = new CommandRef("/billing", id);
        String path = CommandLocation.of(id) + "?source=/billing";
        SharedIngest.processor().publish("acme/transactional/default", Statuses.of(command, State.APPLIED));

        Answer answer = await().atMost(Duration.ofSeconds(10)).until(() -> client.get(path), a -> a.status() == 200);

        assertThat(answer.text("command_id")).isEqualTo(id);
        assertThat(client.request("HEAD", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"source=/a&source=/b, source", "sourse=/a, sourse"})
    void a_parameter_that_is_repeated_or_unknown_is_refused_by_its_name(String query, String name) {
        Answer answer = client.get(accepted("silent") + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:invalid-parameter");
        assertThat(answer.text("detail")).contains("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-unknown", "?sourse=/a"})
    void a_body_changes_nothing_of_the_answer(String rest) throws IOException {
        String path = accepted("silent") + rest;
        Answer without = client.get(path);

        RawAnswer answer = RawAnswer.of(SharedIngest.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer acme-token\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"));

        assertThat(answer.status()).isEqualTo(without.status());
        assertThat((Object) answer.json()).isEqualTo(without.json());
        assertThat(answer.headers()).containsEntry("Connection", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-unknown", "?sourse=/a"})
    void head_is_answered_as_get_without_the_body(String rest) {
        String path = accepted("silent") + rest;
        Answer get = client.get(path);

        Answer head = client.request("HEAD", path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
    }

    @Test
    void what_was_answered_202_is_found_on_every_instance_and_after_a_restart() {
        String location = accepted("silent");

        try (Ingest other = Ingest.ready(SharedIngest.settings())) {
            assertThat(other.client().get(location).text("state")).isEqualTo("accepted");
        }
    }

    @Test
    void an_outcome_reaches_the_instance_that_did_not_take_the_command() {
        try (Ingest other = Ingest.ready(SharedIngest.settings())) {
            Answer answer = client.submit(Bodies.bearer("silent"), "Prefer", "respond-async");
            ConsumerRecord<String, byte[]> command = SharedIngest.processor()
                    .recordsOf(answer.text("command_id"))
                    .get(0);

            SharedIngest.processor().publish(command.key(), Statuses.of(command, State.APPLIED));

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> other.client()
                            .get(answer.header("Location").orElseThrow())
                            .text("state")
                            .equals("applied"));
        }
    }

    @Test
    void an_accepted_status_is_kept_for_30_days_under_its_commands_identity() {
        Answer answer = client.submit(Bodies.bearer("silent"), "Prefer", "respond-async");

        Document kept = TestStore.client()
                .getDatabase(SharedIngest.settings().get("wa.settings.mongodb.database"))
                .getCollection("commands")
                .find(Filters.eq("_id", "/wa-settings/ingest-api " + answer.text("command_id")))
                .first();
        assertThat(kept).containsEntry("command_id", answer.text("command_id"));
        assertThat(kept.getEmbedded(List.of("status", "state"), "none")).isEqualTo("accepted");
        assertThat(kept.getDate("expires_at").toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
    }

    private String accepted(String states) {
        return client.submit(Bodies.bearer(states), "Prefer", "respond-async")
                .header("Location")
                .orElseThrow();
    }
}
