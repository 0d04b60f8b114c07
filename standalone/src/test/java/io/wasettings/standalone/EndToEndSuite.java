package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.guarantee.Guarantee;
import io.wasettings.testkit.guarantee.NoSecretInTheClear;
import io.wasettings.testkit.guarantee.NothingLost;
import io.wasettings.testkit.guarantee.OneOutcome;
import io.wasettings.testkit.guarantee.Recorded;
import io.wasettings.testkit.guarantee.Recorded.Sent;
import io.wasettings.testkit.guarantee.StatusesAgree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** One command's way from the HTTP request to the HTTP answer, over a real broker and a store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class EndToEndSuite {

    private static final Pattern COMMAND_ID = Pattern.compile("\"command_id\":\"([^\"]+)\"");

    private Path data;
    private ConfigurableApplicationContext application;
    private Addresses addresses;
    private Api api;
    private Bodies bodies;

    /** Properties of the broker and the store; none for the embedded ones. */
    abstract List<String> infrastructure();

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        List<String> arguments = new ArrayList<>(infrastructure());
        // A command must still be retried when the one that overtakes it is applied.
        arguments.add("--wa.settings.processor.retry.delays=1s,4s");
        application = StandaloneApplication.run(StandaloneArguments.with(data, arguments));
        addresses = application.getBean(Standalone.class).started().addresses();
        api = new Api(addresses.ingest());
        bodies = new Bodies(addresses);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void the_documented_client_credentials_request_is_applied() {
        Api.Answer answer = api.submit(bodies.clientCredentials("+1234567890"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.state()).isEqualTo("applied");
        assertThat(answer.body().path("from").asString()).isEqualTo("+1234567890");
    }

    @Test
    void the_documented_refresh_token_request_is_applied() {
        Api.Answer answer = api.submit(bodies.refreshToken("+1234567891"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.state()).isEqualTo("applied");
    }

    @Test
    void a_refresh_token_that_was_rotated_may_be_sent_again() {
        api.submit(bodies.refreshToken("+1234567892"));

        Api.Answer again = api.submit(bodies.refreshToken("+1234567892"));

        assertThat(again.state()).isEqualTo("applied");
    }

    @Test
    void a_bearer_key_is_applied() {
        assertThat(api.submit(bodies.bearer("your_api_key")).state()).isEqualTo("applied");
    }

    @Test
    void a_body_that_is_no_json_is_2010() {
        Api.Answer answer = api.submit("{\"webhook_url\": ");

        assertProblem(answer, 2010, "The settings request body could not be decoded.");
    }

    @Test
    void a_body_that_breaks_rules_is_2011_and_names_them_all() {
        Api.Answer answer = api.submit("{\"auth_type\": \"bearer\"}");

        assertProblem(answer, 2011, "The settings request body failed validation.");
        assertThat(answer.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("/webhook_url", "/api_key");
    }

    @Test
    void credentials_that_the_token_endpoint_refuses_are_2011() {
        Api.Answer answer = api.submit(bodies.wrongSecret("+1234567893"));

        assertProblem(answer, 2011, "The settings request body failed validation.");
        assertThat(answer.body().path("errors").findValuesAsString("field"))
                .allMatch(f -> f.startsWith("/oauth2/client"));
    }

    @Test
    void a_token_endpoint_that_stays_away_is_2012() {
        Api.Answer answer = api.submit(bodies.tokenEndpointDown("+1234567894"), "Prefer", "wait=30");

        assertProblem(answer, 2012, "An error occurred while saving the settings.");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    }

    @Test
    void a_webhook_url_against_the_policy_is_2020() {
        Api.Answer answer = api.submit(bodies.webhookAt("+1234567895", "https://[::ffff:10.0.0.1]/hook"));

        assertProblem(answer, 2020, "The webhook URL failed validation.");
    }

    @Test
    void a_url_that_fills_the_largest_body_is_told_as_the_url_that_it_is() {
        String url = "https://hooks.example.com/" + "a".repeat(63 * 1024);

        assertProblem(api.submit(bodies.webhookAt("+1234567897", url)), 2020, "The webhook URL failed validation.");
    }

    @Test
    void a_webhook_that_refuses_the_probe_is_2020() {
        Api.Answer answer = api.submit(bodies.bearer("a_wrong_api_key"));

        assertProblem(answer, 2020, "The webhook URL failed validation.");
    }

    @Test
    void who_prefers_not_to_wait_follows_the_location() {
        Api.Answer answer = api.submit(bodies.clientCredentials("+1234567896"), "Prefer", "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(api.get(answer.header("Location")).status()).isEqualTo(200);
        assertThat(api.ended(answer.commandId()).state()).isEqualTo("applied");
    }

    @Test
    void what_is_not_finished_within_the_wait_is_202() {
        Api.Answer answer = api.submit(bodies.tokenEndpointDown("+1234567897"), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(api.ended(answer.commandId()).code()).isEqualTo(2012);
    }

    @Test
    void a_command_that_a_newer_one_overtook_is_superseded() {
        Api.Answer older = api.submit(bodies.tokenEndpointDown("+1234567898"), "Prefer", "respond-async");

        Api.Answer newer = api.submit(bodies.clientCredentials("+1234567898"));

        assertThat(newer.state()).isEqualTo("applied");
        assertThat(api.ended(older.commandId()).state()).isEqualTo("superseded");
    }

    @Test
    void unknown_members_are_ignored_and_named() {
        Api.Answer answer = api.submit(bodies.bearer("your_api_key", ", \"form\": \"+1234567890\""));

        assertThat(answer.state()).isEqualTo("applied");
        assertThat(answer.body().path("warnings").toString()).contains("form").contains("from");
    }

    @Test
    void the_same_idempotency_key_is_the_same_command() {
        String body = bodies.bearer("your_api_key");

        Api.Answer first = api.submit(body, "Idempotency-Key", "k-1");
        Api.Answer second = api.submit(body, "Idempotency-Key", "k-1");

        assertThat(second.commandId()).isEqualTo(first.commandId());
    }

    @Test
    void the_settings_in_force_are_shown_without_their_secrets() {
        api.submit(bodies.clientCredentials("+1234567899"));

        Api.Answer settings = api.get("/api/wa/v2/transactional/settings?from=%2B1234567899");

        assertThat(settings.body().path("webhook_url").asString()).isEqualTo(bodies.webhook());
        assertThat(settings.body().path("oauth2").path("client_secret").asString())
                .isEqualTo("********");
    }

    @Test
    void a_failed_command_is_listed_on_the_operations_port() {
        Api.Answer failed = api.submit(bodies.tokenEndpointDown("+1234567810"), "Prefer", "wait=30");
        Api operations = new Api(
                addresses.operations(),
                application.getBean(Standalone.class).started().operatorToken());

        await().untilAsserted(() -> assertThat(operations
                        .get("/ops/commands?state=failed&limit=1000")
                        .body()
                        .path("items")
                        .findValuesAsString("id"))
                .contains(failed.commandId()));
    }

    @Test
    void a_partners_token_is_unknown_on_the_operations_port() {
        Api partner = new Api(addresses.operations());

        assertThat(partner.get("/ops/commands").status()).isEqualTo(401);
    }

    @Test
    void an_operators_token_is_unknown_to_the_ingest_api() {
        Api operator = new Api(
                addresses.ingest(),
                application.getBean(Standalone.class).started().operatorToken());

        assertThat(operator.submit(bodies.bearer("your_api_key")).status()).isEqualTo(401);
    }

    @Test
    void an_operators_token_is_kept_nowhere() {
        String token = application.getBean(Standalone.class).started().operatorToken();

        new NoSecretInTheClear(List.of(token)).verifyFiles(data);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void every_command_has_one_outcome_and_all_places_agree_on_it() {
        submitOneOfEach();
        Map<String, String> answered = api.answers().stream()
                .flatMap(answer -> COMMAND_ID.matcher(answer).results())
                .map(id -> id.group(1))
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> api.ended(id).state()));
        List<Sent> sent = answered.keySet().stream()
                .map(id -> new Sent(id, "any", 0, Set.of("applied", "superseded", "rejected", "failed")))
                .toList();
        Traces traces = new Traces(addresses);

        Recorded world =
                Recorded.of(sent, traces.told()).seenBy("the API", answered).seenBy("the store", traces.stored());

        Guarantee.verifyAll(world, new NothingLost(), new OneOutcome(), new StatusesAgree());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void no_secret_is_left_anywhere_in_the_clear() {
        submitOneOfEach();

        Traces traces = new Traces(addresses);
        NoSecretInTheClear guarantee = new NoSecretInTheClear(Traces.SECRETS);
        guarantee.verify("topics", traces.topics());
        guarantee.verify("documents", traces.documents());
        guarantee.verify("answers", api.answers());
        assertThat(data.resolve("standalone.log")).isNotEmptyFile();
        guarantee.verifyFiles(data);
    }

    private void submitOneOfEach() {
        api.submit(bodies.clientCredentials("+1234567811"));
        api.submit(bodies.refreshToken("+1234567812"));
        api.submit(bodies.bearer("your_api_key"));
        api.submit(bodies.bearer("not_your_api_key"));
        api.submit(bodies.wrongSecret("+1234567813"));
        api.submit(bodies.tokenEndpointDown("+1234567814"), "Prefer", "wait=30");
        api.submit(bodies.bearer("your_api_key").replaceFirst("\\{", "{{"));
    }

    private static void assertProblem(Api.Answer answer, int code, String title) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("title").asString()).isEqualTo(title);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
