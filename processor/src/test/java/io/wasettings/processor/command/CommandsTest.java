package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.SecretBox.Opened;
import io.wasettings.common.Secrets;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.CommandLedger.CommandRef;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final CommandFixture fixture = new CommandFixture();

    @Test
    void bearer_settings_are_probed_with_the_key_and_stored_sealed() {
        handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).containsExactly("https://hooks.example.com/wa k3y");
        assertThat(fixture.tokenRequests).isEmpty();
        Settings stored = fixture.store.find(KEY).orElseThrow();
        assertThat(fixture.secretBox.open(KEY.recordKey(), stored.sealedSecrets()))
                .isEqualTo(new Opened(new Secrets(Map.of(Secrets.API_KEY, "k3y"))));
    }

    @Test
    void oauth2_settings_are_probed_with_the_token_which_is_stored_sealed() {
        handle(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).containsExactly("https://hooks.example.com/wa t0k3n");
        Settings stored = fixture.store.find(KEY).orElseThrow();
        assertThat(stored.token().sealed()).doesNotContain("t0k3n");
        assertThat(fixture.secretBox.open(KEY.recordKey(), stored.token().sealed()))
                .isEqualTo(new Opened(new Secrets(Map.of(Secrets.ACCESS_TOKEN, "t0k3n"))));
    }

    @Test
    void the_newest_refresh_token_is_stored_in_place_of_the_spent_one() {
        Token rotated = new Token(
                "t0k3n",
                fixture.clock.instant(),
                fixture.clock.instant().plusSeconds(60),
                null,
                AuthMethod.CLIENT_SECRET_POST,
                "n3w",
                "chain");
        fixture.tokenEndpoint = () -> new TokenResult.Granted(rotated, List.of());

        handle(fixture.command(
                "1", """
                "auth_type": "oauth2", "oauth2": {"grant_type": "refresh_token", "client_id": "acme",
                "token_url": "https://login.example.com/token", "expires_in": 3600}""", new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "0ld"))));

        Settings stored = fixture.store.find(KEY).orElseThrow();
        assertThat(fixture.secretBox.open(KEY.recordKey(), stored.sealedSecrets()))
                .isEqualTo(
                        new Opened(new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "n3w"))));
        assertThat(stored.token().lineage()).isEqualTo("chain");
    }

    @Test
    void a_body_that_breaks_rules_is_rejected_with_2011_and_every_violation() {
        handle(fixture.delivery("1", KEY.recordKey(), "{\"auth_type\": \"oauth2\"}"));

        Status status = fixture.lastStatus();
        assertThat(status.state()).isEqualTo(State.REJECTED);
        assertThat(status.code()).isEqualTo(2011);
        assertThat(status.message()).isEqualTo("The settings request body failed validation.");
        assertThat(status.errors()).extracting(FieldMessage::field).containsExactly("/oauth2", "/webhook_url");
        assertThat(fixture.sent(TOPICS.deadLetter())).isEmpty();
    }

    @Test
    void a_webhook_url_against_the_policy_is_rejected_with_2020() {
        handle(bearerWith("http://hooks.example.com/"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url");
        assertThat(fixture.probes).isEmpty();
    }

    @Test
    void a_token_url_against_the_policy_is_rejected_with_2011() {
        handle(oauth2With("https://hooks.example.com/", "https://127.0.0.1/token"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/token_url");
        assertThat(fixture.tokenRequests).isEmpty();
    }

    @Test
    void both_urls_against_the_policy_are_named_at_once() {
        handle(oauth2With("http://hooks.example.com/", "https://127.0.0.1/token"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url", "/oauth2/token_url");
    }

    @Test
    void a_resolver_that_fails_is_retried_and_a_name_that_does_not_exist_is_rejected() {
        fixture.dns.failing("slow.example.com");

        handle(bearerWith("https://slow.example.com/"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);

        handle(bearerWith("https://nowhere.example.com/"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void credentials_that_the_token_endpoint_refuses_are_rejected_with_2011() {
        fixture.tokenEndpoint = () ->
                new TokenResult.Refused(new FieldMessage("/oauth2/client_secret", "was refused (invalid_client)"));

        handle(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.probes).isEmpty();
        assertThat(fixture.store.find(KEY)).isEmpty();
    }

    @Test
    void a_token_endpoint_that_stays_away_is_retried_and_ends_in_2012_on_the_dead_letter_topic() {
        fixture.tokenEndpoint = () ->
                new TokenResult.Unavailable(new FieldMessage("/oauth2/token_url", "answered with status 503"), null);

        handle(fixture.oauth2("1"));
        handle(fixture.redelivered("retry.1", 1));
        handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.RETRYING, State.RETRYING, State.FAILED);
        assertThat(fixture.statuses()).extracting(Status::attempt).containsExactly(1, 2, 3);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 0);
        DeadLetterHeaders why = DeadLetterHeaders.read(deadLetter.headers());
        assertThat(why.step()).isEqualTo("token");
        assertThat(why.cause()).isEqualTo("answered with status 503");
        assertThat(why.code()).isEqualTo(2012);
    }

    @Test
    void a_webhook_that_stays_away_ends_in_2020_on_the_dead_letter_topic() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null);

        handle(fixture.bearer("1"));
        handle(fixture.redelivered("retry.1", 1));
        handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
    }

    @Test
    void a_webhook_that_refuses_the_call_is_rejected_with_2020() {
        fixture.webhook = () -> new ProbeResult.Refused("must answer with 200, not 404");

        handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("/webhook_url", "must answer with 200, not 404"));
    }

    @Test
    void retry_after_is_honoured_by_a_later_retry_topic() {
        fixture.webhook = () -> new ProbeResult.Unavailable("answered with 429", Duration.ofSeconds(5));

        handle(fixture.bearer("1"));

        assertThat(fixture.sent("retry.1")).isEmpty();
        assertThat(fixture.sent("retry.2")).hasSize(1);
        assertThat(fixture.lastStatus().retryAt())
                .isBetween(
                        fixture.clock.instant().plusSeconds(10),
                        fixture.clock.instant().plusSeconds(11));
    }

    @Test
    void a_retry_keeps_version_key_value_and_headers() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null);
        Delivery first = fixture.bearer("1");

        handle(first);

        Delivery retry = fixture.redelivered("retry.1", 1);
        assertThat(retry.key()).isEqualTo(first.key());
        assertThat(retry.value()).isEqualTo(first.value());
        assertThat(retry.headers()).containsAllEntriesOf(first.headers());
        assertThat(RetryHeaders.read(retry.headers()))
                .map(RetryHeaders::version)
                .contains(new Version(first.timestamp(), first.offset()));
    }

    @Test
    void an_older_command_is_superseded_without_touching_the_partner() {
        Delivery older = fixture.oauth2("old");
        handle(fixture.bearer("new"));
        fixture.probes.clear();

        handle(older);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
        assertThat(fixture.lastStatus().httpStatus()).isEqualTo(200);
        assertThat(fixture.tokenRequests).isEmpty();
        assertThat(fixture.probes).isEmpty();
    }

    @Test
    void a_redelivered_command_is_not_carried_out_again_and_its_status_is_told_again() {
        Delivery delivery = fixture.oauth2("1");
        handle(delivery);
        fixture.clock.advance(Duration.ofHours(1));

        handle(delivery);

        assertThat(fixture.tokenRequests).hasSize(1);
        assertThat(fixture.probes).hasSize(1);
        assertThat(fixture.statuses()).hasSize(2);
        assertThat(fixture.statuses().get(1)).isEqualTo(fixture.statuses().get(0));
    }

    @Test
    void a_repeated_command_does_not_replace_what_came_between() {
        Delivery first = fixture.bearer("a");
        handle(first);
        handle(fixture.bearer("b"));
        Delivery repeated = fixture.delivery(first.headers(), first.key(), first.value());

        handle(repeated);

        assertThat(fixture.store.find(KEY).orElseThrow().commandId()).isEqualTo("b");
        assertThat(fixture.lastStatus().commandId()).isEqualTo("a");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_that_was_saved_before_its_outcome_could_be_told_is_applied_without_a_second_token() {
        Delivery delivery = fixture.oauth2("1");
        handle(delivery);
        // The process dies after saving: the ledger knows the command, but no outcome.
        fixture.ledger.forgetDecision(new CommandRef("/test", "1"));

        handle(delivery);

        assertThat(fixture.tokenRequests).hasSize(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void secrets_in_the_clear_are_refused_unless_allowed() {
        String clear =
                "{\"webhook_url\": \"https://hooks.example.com/\", \"auth_type\": \"bearer\", \"api_key\": \"k3y\"}";

        handle(fixture.delivery("1", KEY.recordKey(), clear));
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors().toString())
                .contains("sealed_secrets")
                .doesNotContain("k3y");

        fixture.acceptClearSecrets = true;
        handle(fixture.delivery("2", KEY.recordKey(), clear));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void warnings_of_the_producer_and_of_the_body_are_told_with_the_outcome() {
        Delivery delivery = fixture.command(
                "1", "\"auth_type\": \"bearer\", \"colour\": 1", new Secrets(Map.of(Secrets.API_KEY, "k3y")));
        delivery.headers()
                .put(
                        "ce_warnings",
                        "[{\"field\": \"/color\", \"message\": \"is unknown and was ignored\"}]".getBytes(UTF_8));

        handle(delivery);

        assertThat(fixture.lastStatus().warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/color", "/colour");
    }

    @Test
    void a_store_that_is_away_is_retried_and_ends_in_2012() {
        fixture.store.available(false);
        fixture.ledger.available(false);

        handle(fixture.bearer("1"));
        handle(fixture.redelivered("retry.1", 1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
    }

    @Test
    void a_store_that_comes_back_gets_the_settings() {
        fixture.store.available(false);
        handle(fixture.bearer("1"));
        fixture.store.available(true);

        handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_bug_in_a_step_is_retried_like_an_outage_and_names_nothing_of_it() {
        fixture.webhook = () -> {
            throw new IllegalStateException("s3cr3t detail");
        };

        handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(fixture.lastStatus().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void a_replay_reopens_a_command_that_failed_and_only_such() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null);
        handle(fixture.bearer("1"));
        handle(fixture.redelivered("retry.1", 1));
        handle(fixture.redelivered("retry.2", 2));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        fixture.webhook = ProbeResult.Passed::new;

        handle(replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        int probes = fixture.probes.size();

        handle(replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 2));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).hasSize(probes);
    }

    @Test
    void what_fails_again_after_the_last_replay_is_parked() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null);
        handle(fixture.bearer("1"));
        handle(fixture.redelivered("retry.1", 1));
        handle(fixture.redelivered("retry.2", 2));
        assertThat(deadLetterHeaders().parked()).isFalse();

        Delivery replay = replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 2);
        handle(replay);
        handle(fixture.redelivered("retry.1", 1));
        handle(fixture.redelivered("retry.2", 2));

        assertThat(deadLetterHeaders().parked()).isTrue();
    }

    @Test
    void a_command_that_is_put_off_waits_on_a_retry_topic_and_counts_no_attempt() {
        Delivery delivery = fixture.bearer("1");

        finished(fixture.commands().defer(delivery));
        assertThat(fixture.statuses()).isEmpty();

        handle(fixture.redelivered("retry.2", 2));
        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    private DeadLetterHeaders deadLetterHeaders() {
        return DeadLetterHeaders.read(
                fixture.redelivered(TOPICS.deadLetter(), 0).headers());
    }

    private static Delivery replayed(Delivery deadLetter, int replays) {
        deadLetter.headers().put("wa_replays", String.valueOf(replays).getBytes(UTF_8));
        deadLetter.headers().put("wa_attempts", "0".getBytes(UTF_8));
        return deadLetter;
    }

    private Delivery bearerWith(String webhookUrl) {
        return fixture.delivery("u" + webhookUrl.hashCode(), KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "bearer", "sealed_secrets": "%s"}""".formatted(
                webhookUrl, fixture.secretBox.seal(KEY.recordKey(), new Secrets(Map.of(Secrets.API_KEY, "k3y")))));
    }

    private Delivery oauth2With(String webhookUrl, String tokenUrl) {
        return fixture.delivery("u1", KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "oauth2", "sealed_secrets": "%s", "oauth2":
                 {"grant_type": "client_credentials", "client_id": "acme", "token_url": "%s", "expires_in": 60}}""".formatted(
                        webhookUrl,
                        fixture.secretBox.seal(KEY.recordKey(), new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t"))),
                        tokenUrl));
    }

    private void handle(Delivery delivery) {
        finished(fixture.commands().handle(delivery));
    }

    private static void finished(CompletionStage<Void> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
    }
}
