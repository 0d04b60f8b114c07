package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Commands whose needs are not available now. */
class RetriedCommandsTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void a_resolver_that_fails_is_retried_and_a_name_that_does_not_exist_is_rejected() {
        fixture.dns.failing("slow.example.com");

        fixture.handle(fixture.bearerTo("https://slow.example.com/"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);

        fixture.handle(fixture.bearerTo("https://nowhere.example.com/"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void a_token_endpoint_that_stays_away_is_retried_and_ends_in_2012_on_the_dead_letter_topic() {
        fixture.tokenEndpoint = () -> new TokenResult.Unavailable(
                new FieldMessage("/oauth2/token_url", "answered with status 503"), null, Reason.ASKED);

        fixture.handle(fixture.oauth2("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.RETRYING, State.RETRYING, State.FAILED);
        assertThat(fixture.statuses()).extracting(Status::attempt).containsExactly(1, 2, 3);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 0);
        DeadLetterHeaders why = DeadLetterHeaders.read(deadLetter.lastHeaders());
        assertThat(why.step()).isEqualTo("token");
        assertThat(why.cause()).isEqualTo("answered with status 503");
        assertThat(why.code()).isEqualTo(2012);
    }

    @Test
    void a_webhook_that_stays_away_ends_in_2020_on_the_dead_letter_topic() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);

        fixture.handle(fixture.bearer("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
    }

    @Test
    void retry_after_is_honoured_by_a_later_retry_topic() {
        fixture.webhook = () -> new ProbeResult.Unavailable("answered with 429", Duration.ofSeconds(5), true);

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.sent("retry.1")).isEmpty();
        assertThat(fixture.sent("retry.2")).hasSize(1);
        assertThat(fixture.lastStatus().retryAt())
                .isBetween(
                        fixture.clock.instant().plusSeconds(10),
                        fixture.clock.instant().plusSeconds(11));
    }

    @Test
    void a_retry_keeps_version_key_value_and_headers() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        Delivery first = fixture.bearer("1");

        fixture.handle(first);

        Delivery retry = fixture.redelivered("retry.1", 1);
        assertThat(retry.key()).isEqualTo(first.key());
        assertThat(retry.value()).isEqualTo(first.value());
        assertThat(retry.headers()).containsAll(first.headers());
        assertThat(RetryHeaders.read(retry.lastHeaders()))
                .map(RetryHeaders::version)
                .contains(first.version());
    }

    @Test
    void the_newest_command_is_applied_although_the_brokers_clock_was_set_back_before_it_and_during_its_retry() {
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofHours(-1));
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.bearer("2"));
        fixture.clock.advance(Duration.ofHours(-1));
        fixture.webhook = ProbeResult.Passed::new;

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.store.find(CommandFixture.KEY))
                .map(Settings::commandId)
                .contains("2");
    }

    @Test
    void a_store_that_is_away_counts_as_no_attempt_for_as_long_as_all_retries_take() {
        fixture.store.available(false);
        fixture.commandStore.available(false);

        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofSeconds(5));
        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.RETRYING, State.RETRYING);
        assertThat(fixture.statuses()).extracting(Status::attempt).containsExactly(0, 0);
    }

    @Test
    void a_store_that_stays_away_for_longer_ends_in_2012() {
        fixture.store.available(false);
        fixture.commandStore.available(false);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofSeconds(11));

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.1", 1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
    }

    @Test
    void time_in_which_nobody_took_it_up_does_not_count_as_time_without_a_store() {
        fixture.commandStore.available(false);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofMinutes(5));

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().attempt()).isZero();
    }

    @Test
    void a_store_that_is_away_for_a_moment_costs_no_attempt_of_a_command_that_was_deferred_long_before() {
        fixture.webhook = () -> new ProbeResult.Unavailable("was not asked", null, false);
        fixture.handle(fixture.bearer("1"));
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));
        fixture.store.available(false);

        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(fixture.lastStatus().attempt()).isEqualTo(2);
    }

    @Test
    void a_store_that_is_away_for_a_moment_costs_no_attempt_of_a_command_that_waits_for_its_server() {
        fixture.webhook = () -> new ProbeResult.Unavailable("was not asked", null, false);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.commandStore.available(false);

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(fixture.lastStatus().attempt()).isZero();
    }

    @Test
    void a_refused_way_of_authentication_that_cannot_be_noted_ends_no_attempt() {
        fixture.beforeToken = onRefused -> {
            fixture.commandStore.available(false);
            onRefused.accept(AuthMethod.CLIENT_SECRET_BASIC);
            fixture.commandStore.available(true);
        };

        fixture.handle(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_store_that_comes_back_gets_the_settings() {
        fixture.store.available(false);
        fixture.handle(fixture.bearer("1"));
        fixture.store.available(true);

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_bug_in_a_step_is_retried_like_an_outage_and_names_nothing_of_it() {
        fixture.webhook = () -> {
            throw new IllegalStateException("s3cr3t detail");
        };

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(fixture.lastStatus().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void an_abandoned_attempt_counts_and_the_last_one_ends_on_the_dead_letter_topic() {
        assertThat(fixture.commands().abandon(fixture.bearer("1")).toCompletableFuture())
                .isCompleted();
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        fixture.commands().abandon(fixture.redelivered("retry.1", 1));
        fixture.commands().abandon(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void an_attempt_that_broke_off_counts_as_none_and_is_told_as_a_reason_of_ours() {
        fixture.deferBroken(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(fixture.lastStatus().attempt()).isZero();
        assertThat(fixture.lastStatus().message()).contains("a reason of this service");
    }

    @Test
    void a_command_whose_attempts_all_break_off_ends_in_2012_once_that_has_lasted_as_long_as_all_retries() {
        fixture.deferBroken(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.deferBroken(fixture.redeliveredOnTime("retry.1", 1));
        fixture.deferBroken(fixture.redelivered("retry.1", 1));
        assertThat(fixture.lastStatus().attempt()).isEqualTo(2);

        fixture.deferBroken(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
    }

    @Test
    void a_retry_of_a_tier_that_is_no_longer_configured_is_due_by_its_headers_and_is_the_last_attempt() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.bearer("1"));
        Delivery leftBehind = fixture.redelivered("retry.1", 7);
        Instant due = fixture.lastStatus().retryAt();

        assertThat(fixture.retryPolicy().dueAt(leftBehind)).isEqualTo(due);
        fixture.handle(CommandFixture.with(leftBehind, "wa_attempts", "7"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void a_deferred_command_waits_on_a_retry_topic_and_counts_no_attempt() {
        Delivery delivery = fixture.bearer("1");

        assertThat(fixture.commands().defer(delivery).toCompletableFuture()).isCompleted();
        assertThat(fixture.statuses()).isEmpty();

        fixture.handle(fixture.redelivered("retry.2", 2));
        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void one_that_is_deferred_for_others_again_has_waited_since_the_first_time() {
        Delivery delivery = fixture.bearer("1");
        Instant first = fixture.clock.instant();
        fixture.defer(delivery);
        fixture.clock.advance(Duration.ofMinutes(1));

        fixture.defer(fixture.redelivered("retry.2", 2));

        assertThat(RetryHeaders.read(fixture.redelivered("retry.2", 2).lastHeaders()))
                .map(headers -> headers.waits().forRoom())
                .contains(first);
    }
}
