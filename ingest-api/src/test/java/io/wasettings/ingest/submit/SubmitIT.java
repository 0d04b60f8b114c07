package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.SimulatedProcessor;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.testkit.TopicRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The contract's table of answers, for what becomes a command. */
class SubmitIT {

    private static final String APPLICATION_JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    private final Client client = SharedIngest.client();
    private final SimulatedProcessor processor = SharedIngest.processor();

    @ParameterizedTest
    @ValueSource(strings = {"applied", "superseded", "retrying-applied"})
    void a_command_that_ends_well_within_the_wait_is_answered_200(String states) {
        Answer answer = client.submit(Bodies.bearer(states));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(APPLICATION_JSON);
        assertThat(answer.text("state")).isEqualTo(states.replace("retrying-", ""));
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    @Test
    void a_wait_that_was_preferred_is_told_with_every_end_and_as_long_as_is_allowed() {
        Answer applied = client.submit(Bodies.bearer("applied"), "Prefer", "wait=600");
        Answer rejected = client.submit(Bodies.bearer("rejected"), "Prefer", "wait=9");

        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.header("Preference-Applied")).hasValue("wait=60");
        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.header("Preference-Applied")).hasValue("wait=9");
    }

    @Test
    void a_rejected_command_is_answered_with_its_code_and_what_to_correct() {
        Answer answer = client.submit(Bodies.bearer("rejected"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo(PROBLEM_JSON);
        String id = answer.text("command_id");
        assertThat((Object) answer.json()).isEqualTo(Json.mapper().readTree("""
                {"type": "urn:wa-settings:problem:2020", "title": "The webhook URL failed validation.", "status": 400,
                 "detail": "Correct the members that errors names.", "instance": "/api/wa/v2/commands/%s", "code": 2020,
                 "command_id": "%s", "errors": [{"field": "/webhook_url", "message": "must use https"}]}""".formatted(id, id)));
    }

    @Test
    void a_command_whose_retries_are_spent_is_answered_2012() {
        Answer answer = client.submit(Bodies.bearer("retrying-failed"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(2012);
        assertThat(answer.text("title")).isEqualTo("An error occurred while saving the settings.");
        assertThat(answer.text("detail"))
                .isEqualTo(
                        "The command failed and is not tried again; submit the settings again later, with a new Idempotency-Key.");
    }

    @Test
    void a_command_that_does_not_end_within_the_wait_is_answered_202_with_its_location() {
        Answer answer = client.submit(Bodies.bearer("silent"), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.contentType()).isEqualTo(APPLICATION_JSON);
        assertThat(answer.header("Location")).hasValue("/api/wa/v2/commands/" + answer.text("command_id"));
        assertThat(answer.header("Preference-Applied")).hasValue("wait=1");
        assertThat(answer.header("Retry-After").orElseThrow()).matches("[1-9]\\d*");
        assertThat(answer.text("state")).isEqualTo("accepted");
        assertThat(answer.json().get("http_status").intValue()).isEqualTo(202);
    }

    @Test
    void a_202_tells_the_latest_that_came() {
        Answer answer = client.submit(Bodies.bearer("retrying"), "Prefer", "wait=8");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("state")).isEqualTo("retrying");
    }

    @Test
    void who_prefers_not_to_wait_is_answered_at_once() {
        Answer answer = client.submit(Bodies.bearer("applied"), "Prefer", "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).hasValue("respond-async");
        assertThat(answer.text("state")).isEqualTo("accepted");
        assertThat(processor.recordsOf(answer.text("command_id"))).hasSize(1);
    }

    @Test
    void an_outcome_that_comes_during_the_wait_is_not_missed() {
        CompletableFuture<Answer> answer =
                client.submitAsync(Bodies.bearer("silent"), "Idempotency-Key", "late-" + this);
        String id = client.submit(Bodies.bearer("silent"), "Idempotency-Key", "late-" + this, "Prefer", "wait=0")
                .text("command_id");
        ConsumerRecord<String, byte[]> command = processor.recordsOf(id).get(0);

        processor.publish(command.key(), Statuses.of(command, State.APPLIED));

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void the_command_is_a_cloud_event_under_its_record_key() {
        Answer answer = client.submit(
                Bodies.oauth2("applied", "+14155552671"),
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        ConsumerRecord<String, byte[]> command =
                processor.recordsOf(answer.text("command_id")).get(0);
        CloudEvent event = Statuses.event(command);
        assertThat(command.key()).isEqualTo("acme/transactional/+14155552671");
        assertThat(UUID.fromString(event.id())).hasToString(answer.text("command_id"));
        assertThat(event.type()).isEqualTo(CloudEvent.COMMAND_TYPE);
        assertThat(event.source()).isEqualTo("/wa-settings/ingest-api");
        assertThat(event.partner()).isEqualTo("acme");
        assertThat(event.channel()).isEqualTo("transactional");
        assertThat(event.time()).isNotNull();
        assertThat(event.warnings()).isNull();
        assertThat(event.traceparent()).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    /** Reference values: murmur2 as in librdkafka's {@code rdmurmur2.c}, of three partitions. */
    @ParameterizedTest
    @CsvSource({"+14155552671, 2", "+14155552672, 0", "+14155552674, 1"})
    void the_command_lies_where_librdkafka_puts_its_key(String from, int partition) {
        Answer answer = client.submit(Bodies.oauth2("applied", from));

        ConsumerRecord<String, byte[]> command =
                processor.recordsOf(answer.text("command_id")).get(0);
        assertThat(command.key()).isEqualTo("acme/transactional/" + from);
        assertThat(command.partition()).isEqualTo(partition);
    }

    @Test
    void a_malformed_traceparent_goes_no_further() {
        Answer answer = client.submit(Bodies.bearer("applied"), "traceparent", "00-xyz");

        assertThat(processor
                        .recordsOf(answer.text("command_id"))
                        .get(0)
                        .headers()
                        .lastHeader("traceparent"))
                .isNull();
    }

    @Test
    void the_value_holds_the_known_members_and_the_secrets_sealed_for_this_record_and_these_urls() {
        Answer answer = client.submit(Bodies.oauth2("applied", "+14155552672"));

        ConsumerRecord<String, byte[]> command =
                processor.recordsOf(answer.text("command_id")).get(0);
        JsonNode value = Json.mapper().readTree(command.value());
        assertThat(value.propertyNames())
                .containsExactlyInAnyOrder("webhook_url", "from", "auth_type", "oauth2", "sealed_secrets");
        assertThat(value.get("oauth2").propertyNames())
                .containsExactlyInAnyOrder("grant_type", "token_url", "client_id", "scopes", "expires_in");
        assertThat(TestKeys.privateBox()
                        .open(command.key(), value.get("sealed_secrets").stringValue()))
                .isEqualTo(new Opened<>(new Secrets(Map.of(
                        Secrets.WEBHOOK_URL,
                        "https://applied.example.com/hook",
                        Secrets.TOKEN_URL,
                        "https://auth.example.com/token",
                        Secrets.CLIENT_SECRET,
                        Bodies.SECRET,
                        Secrets.REFRESH_TOKEN,
                        Bodies.SECRET + "-refresh"))));
    }

    @Test
    void what_was_ignored_is_not_forwarded_but_told_at_the_end() {
        Answer answer = client.submit("""
                {"webhook_url": "https://applied.example.com", "auth_type": "bearer", "api_key": "k", "colour": "red"}""");

        ConsumerRecord<String, byte[]> command =
                processor.recordsOf(answer.text("command_id")).get(0);
        assertThat(Json.mapper().readTree(command.value()).has("colour")).isFalse();
        assertThat(Statuses.event(command).warnings()).contains("/colour");
        assertThat(answer.json().at("/warnings/0/field").stringValue()).isEqualTo("/colour");
    }

    @Test
    void a_202_and_a_problem_tell_what_was_ignored_too() {
        String body = """
                {"webhook_url": "https://%s.example.com", "auth_type": "bearer", "api_key": "k", "colour": "red"}""";

        Answer pending = client.submit(body.formatted("silent"), "Prefer", "respond-async");
        Answer rejected = client.submit(body.formatted("rejected"));

        assertThat(pending.json().at("/warnings/0/field").stringValue()).isEqualTo("/colour");
        assertThat(rejected.json().at("/warnings/0/field").stringValue()).isEqualTo("/colour");
    }

    @Test
    void all_violations_are_answered_at_once_and_there_is_no_command() {
        long before = commands();

        Answer answer = client.submit("{\"from\": \"1\", \"auth_type\": \"bearer\", \"colour\": 1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(2011);
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .containsExactly("/api_key", "/from", "/webhook_url");
        assertThat(answer.json().get("warnings").findValuesAsString("field")).containsExactly("/colour");
        assertThat(answer.json().has("command_id")).isFalse();
        assertThat(commands()).isEqualTo(before);
    }

    @Test
    void a_sender_in_the_query_is_refused_and_replaces_nothing_of_the_default_one() throws IOException {
        long before = commands();
        String body = Bodies.bearer("silent");

        RawAnswer answer = RawAnswer.of(SharedIngest.raw("POST /api/wa/v2/transactional/settings?from=%2B14155552671"
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer acme-token\r\n"
                + "Content-Type: application/json\r\nPrefer: respond-async\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).isEqualTo("Put \"from\" into the body; this path takes no parameters.");
        assertThat(commands()).isEqualTo(before);
    }

    @Test
    void another_parameter_is_refused_without_a_word_of_a_sender() throws IOException {
        RawAnswer answer = RawAnswer.of(SharedIngest.raw("POST /api/wa/v2/transactional/settings?wait=3&validfrom=1"
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer acme-token\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).isEqualTo("This path takes no parameters.");
    }

    @Test
    void the_channel_is_part_of_the_record_key() {
        Answer answer = client.post("conversational", Bodies.bearer("applied").getBytes(StandardCharsets.UTF_8));

        assertThat(processor.recordsOf(answer.text("command_id")).get(0).key())
                .isEqualTo("acme/conversational/default");
    }

    /** How many are on the topic, whether the simulated processor has come to them or not. */
    private static long commands() {
        Map<String, String> settings = SharedIngest.settings();
        return TopicRecords.read(
                        settings.get("spring.kafka.bootstrap-servers"),
                        settings.get("wa.settings.topics.commands")::equals)
                .size();
    }
}
