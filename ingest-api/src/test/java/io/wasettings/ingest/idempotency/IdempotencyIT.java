package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.SimulatedProcessor;
import io.wasettings.ingest.support.TestTokens;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class IdempotencyIT {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String ASYNC = "respond-async";

    private final Client client = SharedIngest.client();
    private final SimulatedProcessor processor = SharedIngest.processor();
    private final String key = "key-" + UUID.randomUUID();

    @Test
    void a_repetition_is_answered_with_the_outcome_of_the_first_and_publishes_nothing() {
        Answer first = client.submit(Bodies.bearer("applied"), HEADER, key);

        Answer second = client.submit(Bodies.bearer("applied"), HEADER, key);

        assertThat(second.status()).isEqualTo(200);
        assertThat((Object) second.json()).isEqualTo(first.json());
        assertThat(processor.recordsOf(first.text("command_id"))).hasSize(1);
    }

    @Test
    void half_a_surrogate_pair_in_an_escape_is_taken_with_a_key_too() {
        String body = Bodies.bearer("applied").replace("}", ", \"\\ud800\": \"\\udfff\"}");

        assertThat(client.submit(body).status()).isEqualTo(200);
        assertThat(client.submit(body, HEADER, key).status()).isEqualTo(200);
    }

    @Test
    void the_same_content_with_other_white_space_is_the_same_request() {
        Answer first = client.submit(Bodies.bearer("applied"), HEADER, key);

        Answer second = client.submit("\n " + Bodies.bearer("applied") + " ", HEADER, key);

        assertThat((Object) second.json()).isEqualTo(first.json());
    }

    @Test
    void a_repetition_says_that_it_is_one() {
        Answer first = client.submit(Bodies.bearer("rejected"), HEADER, key);
        Answer second = client.submit(Bodies.bearer("rejected"), HEADER, key);

        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(second.header(REPLAYED)).hasValue("true");
    }

    @Test
    void the_quoted_form_names_the_same_key() {
        Answer first = client.submit(Bodies.bearer("applied"), HEADER, key);

        Answer second = client.submit(Bodies.bearer("applied"), HEADER, "\"" + key + "\"");

        assertThat((Object) second.json()).isEqualTo(first.json());
        assertThat(second.header(REPLAYED)).hasValue("true");
    }

    @Test
    void a_failure_is_repeated_as_well() {
        Answer first = client.submit(Bodies.bearer("rejected"), HEADER, key);

        Answer second = client.submit(Bodies.bearer("rejected"), HEADER, key);

        assertThat(second.status()).isEqualTo(400);
        assertThat((Object) second.json()).isEqualTo(first.json());
    }

    @Test
    void a_repetition_while_the_command_is_under_way_waits_for_the_same_command() {
        Answer first = client.submit(Bodies.bearer("silent"), HEADER, key, "Prefer", ASYNC);

        Answer second = client.submit(Bodies.bearer("silent"), HEADER, key, "Prefer", "wait=1");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(second.header(REPLAYED)).hasValue("true");
    }

    @Test
    void concurrent_repetitions_on_two_instances_become_one_command_with_one_outcome() {
        try (Ingest other = Ingest.ready(SharedIngest.settings())) {
            List<CompletableFuture<Answer>> answers = Stream.of(client, other.client(), client, other.client())
                    .map(instance -> instance.submitAsync(Bodies.bearer("applied"), HEADER, key))
                    .toList();

            assertThat(answers).extracting(answer -> answer.join().status()).containsOnly(200);
            assertThat(answers)
                    .extracting(answer -> answer.join().text("command_id"))
                    .hasSize(4)
                    .containsOnly(answers.get(0).join().text("command_id"));
        }
    }

    @Test
    void the_key_stands_for_the_command_after_a_restart() {
        Answer first;
        try (Ingest before = Ingest.ready(SharedIngest.settings())) {
            first = before.client().submit(Bodies.bearer("applied"), HEADER, key);
        }

        try (Ingest after = Ingest.ready(SharedIngest.settings())) {
            assertThat((Object) after.client()
                            .submit(Bodies.bearer("applied"), HEADER, key)
                            .json())
                    .isEqualTo(first.json());
        }
    }

    @Test
    void a_command_that_is_not_known_to_be_published_is_published_again_under_the_same_id() {
        String id = client.submit(Bodies.bearer("silent"), HEADER, key, "Prefer", ASYNC)
                .text("command_id");
        processor.recordsOf(id);
        // As if the instance had crashed between claiming the key and publishing.
        keys().updateOne(Filters.eq("command_id", id), Updates.set("published", false));
        database().getCollection("commands").deleteOne(Filters.eq("command_id", id));

        try (Ingest after = Ingest.ready(SharedIngest.settings())) {
            Answer second = after.client().submit(Bodies.bearer("silent"), HEADER, key, "Prefer", ASYNC);

            assertThat(second.text("command_id")).isEqualTo(id);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> processor.recordsOf(id).size() == 2);
        }
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        client.submit(Bodies.bearer("applied"), HEADER, key);

        Answer answer = client.submit(Bodies.bearer("superseded"), HEADER, key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:idempotency-key-reused");
    }

    @Test
    void another_channel_under_the_same_key_is_refused() {
        client.submit(Bodies.bearer("applied"), HEADER, key);

        byte[] body = Bodies.bearer("applied").getBytes(StandardCharsets.UTF_8);
        assertThat(client.post("conversational", body, HEADER, key).status()).isEqualTo(422);
    }

    @Test
    void keys_of_partners_have_nothing_to_do_with_each_other() {
        Answer acme = client.submit(Bodies.bearer("applied"), HEADER, key);

        Answer beta = client.as(TestTokens.BETA).submit(Bodies.bearer("silent"), HEADER, key, "Prefer", ASYNC);

        assertThat(beta.status()).isEqualTo(202);
        assertThat(beta.text("command_id")).isNotEqualTo(acme.text("command_id"));
    }

    @Test
    void a_body_that_fails_validation_does_not_use_the_key_up() {
        assertThat(client.submit("{}", HEADER, key).code()).isEqualTo(2011);

        assertThat(client.submit(Bodies.bearer("applied"), HEADER, key).status())
                .isEqualTo(200);
    }

    @Test
    void an_expired_key_may_stand_for_another_command() {
        Answer first = client.submit(Bodies.bearer("applied"), HEADER, key);
        keys().updateOne(
                        Filters.eq("command_id", first.text("command_id")),
                        Updates.set("expires_at", Date.from(Instant.now().minusSeconds(1))));

        Answer second = client.submit(Bodies.bearer("superseded"), HEADER, key);

        assertThat(second.text("state")).isEqualTo("superseded");
        assertThat(second.text("command_id")).isNotEqualTo(first.text("command_id"));
    }

    @Test
    void the_record_is_kept_for_24_hours_by_an_index_and_shows_nothing_of_the_key_or_the_body() {
        String id = client.submit(Bodies.bearer("applied"), HEADER, key).text("command_id");

        Document record = keys().find(Filters.eq("command_id", id)).first();
        assertThat(record.toJson()).doesNotContain(Bodies.SECRET, key, "acme");
        assertThat(record.getDate("expires_at").toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        await().untilAsserted(() -> assertThat(keys().listIndexes())
                .anySatisfy(index -> assertThat(index)
                        .containsEntry("key", new Document("expires_at", 1))
                        .hasEntrySatisfying(
                                "expireAfterSeconds",
                                seconds -> assertThat((Number) seconds).hasToString("0"))));
    }

    @ParameterizedTest
    @MethodSource("unusableKeys")
    void a_key_that_is_not_1_to_255_visible_ascii_characters_is_refused(String unusable) {
        Answer answer = client.submit(Bodies.bearer("applied"), HEADER, unusable);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:invalid-idempotency-key");
    }

    static Stream<String> unusableKeys() {
        return Stream.of(
                "",
                "\"\"",
                "a b",
                "\"a b\"",
                "a\tb",
                "k".repeat(256),
                "\"" + "k".repeat(256) + "\"",
                "\"" + "k".repeat(14_000) + "\"");
    }

    @Test
    void a_key_of_bytes_beyond_ascii_is_refused() throws IOException {
        String body = Bodies.bearer("applied");

        String answer = SharedIngest.raw("POST /api/wa/v2/transactional/settings HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer acme-token\r\nContent-Type: application/json\r\n" + HEADER + ": \u00C9\r\n"
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("urn:wa-settings:problem:invalid-idempotency-key");
    }

    @Test
    void two_keys_are_refused() {
        assertThat(client.submit(Bodies.bearer("applied"), HEADER, key, HEADER, "other")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_key_of_255_characters_is_taken() {
        String longest = key + "~".repeat(255 - key.length());

        assertThat(client.submit(Bodies.bearer("applied"), HEADER, longest).status())
                .isEqualTo(200);
    }

    private static MongoCollection<Document> keys() {
        return database().getCollection("idempotency");
    }

    private static MongoDatabase database() {
        return TestStore.client().getDatabase(SharedIngest.settings().get("wa.settings.mongodb.database"));
    }
}
