package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers.Found;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Waits;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Commands whose servers were not asked, since they are left alone for a while or busy. */
class DeferredCommandsTest {

    private static final String CAUSE = "The server did not accept a connection in time.";

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void a_deferral_counts_as_no_attempt_and_tells_the_true_cause() {
        fixture.webhook = () -> leftAlone(null);

        fixture.handle(fixture.bearer("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.statuses()).extracting(Status::state).containsOnly(State.RETRYING);
        assertThat(fixture.statuses()).extracting(Status::attempt).containsExactly(0, 0);
        assertThat(fixture.lastStatus().errors()).containsExactly(new FieldMessage("/webhook_url", CAUSE));
        assertThat(RetryHeaders.read(fixture.redelivered("retry.1", 1).lastHeaders()))
                .map(RetryHeaders::attempts)
                .contains(0);
    }

    @Test
    void it_waits_for_at_least_as_long_as_its_server_is_left_alone() {
        fixture.webhook = () -> leftAlone(Duration.ofSeconds(4));

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.sent("retry.1")).isEmpty();
        assertThat(fixture.sent("retry.2")).hasSize(1);
    }

    @Test
    void the_longer_it_has_waited_the_longer_it_pauses() {
        fixture.webhook = () -> leftAlone(Duration.ofMillis(1));
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(Duration.ofSeconds(8));

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.sent("retry.1")).hasSize(1);
        assertThat(fixture.sent("retry.2")).hasSize(1);
    }

    @Test
    void an_attempt_in_between_is_counted_and_ends_the_time_of_the_deferrals() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.webhook = () -> new ProbeResult.Unavailable(CAUSE, null, true);
        fixture.clock.advance(Duration.ofSeconds(1));

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
        assertThat(RetryHeaders.read(fixture.redelivered("retry.1", 1).lastHeaders()))
                .hasValueSatisfying(headers -> {
                    assertThat(headers.attempts()).isEqualTo(1);
                    assertThat(headers.waits()).isEqualTo(Waits.NONE);
                });
    }

    @Test
    void it_is_given_up_also_if_its_headers_say_that_it_waits_from_a_distant_future_on() {
        fixture.tokenEndpoint =
                () -> new TokenResult.Unavailable(new FieldMessage("/oauth2/token_url", CAUSE), null, Reason.NOT_ASKED);
        fixture.handle(fixture.oauth2("1"));
        fixture.handle(CommandFixture.with(fixture.redelivered("retry.1", 1), "wa_deferred_since", "9".repeat(15)));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
    }

    @Test
    void it_is_given_up_with_the_true_cause_when_it_was_deferred_for_too_long() {
        fixture.tokenEndpoint =
                () -> new TokenResult.Unavailable(new FieldMessage("/oauth2/token_url", CAUSE), null, Reason.NOT_ASKED);
        fixture.handle(fixture.oauth2("1"));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
        DeadLetterHeaders why = DeadLetterHeaders.read(
                fixture.redelivered(TOPICS.deadLetter(), 0).lastHeaders());
        assertThat(why.step()).isEqualTo("token");
        assertThat(why.cause()).isEqualTo(CAUSE);
    }

    @Test
    void time_without_a_store_is_not_charged_to_its_server() {
        fixture.commandStore.available(false);
        fixture.handle(fixture.bearer("1"));
        fixture.commandStore.available(true);
        fixture.webhook = () -> leftAlone(null);
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
    }

    @Test
    void time_in_which_others_need_the_room_is_not_charged_to_its_server() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.defer(fixture.redelivered("retry.1", 1));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);

        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
    }

    @Test
    void time_in_which_nobody_took_it_up_is_not_charged_to_its_server() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
    }

    @Test
    void nor_is_it_if_others_need_the_room_then() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);
        fixture.defer(fixture.redelivered("retry.1", 1));

        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
    }

    @Test
    void it_is_given_up_in_the_end_however_late_it_is_taken_up_each_time() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));

        int deliveries = 0;
        while (fixture.lastStatus().state() == State.RETRYING && deliveries < 30) {
            fixture.clock.advance(CommandFixture.MAX_DEFERRAL);
            fixture.handle(lastRetry());
            deliveries++;
        }

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
    }

    @Test
    void it_is_given_up_in_the_end_however_often_others_need_the_room_in_between() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL.dividedBy(2));
        fixture.defer(fixture.redeliveredOnTime("retry.1", 1));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL);
        fixture.handle(fixture.redeliveredOnTime("retry.2", 2));
        fixture.clock.advance(CommandFixture.MAX_DEFERRAL.dividedBy(2));

        fixture.handle(fixture.redeliveredOnTime("retry.2", 2));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
    }

    @Test
    void it_is_applied_once_its_server_may_be_asked_again() {
        fixture.webhook = () -> leftAlone(null);
        fixture.handle(fixture.bearer("1"));
        fixture.webhook = ProbeResult.Passed::new;

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
    }

    @Test
    void the_next_one_of_its_key_rests_for_as_long_as_the_server_is_not_asked() {
        fixture.webhook = () -> leftAlone(null);
        Found afterDeferral = fixture.handle(fixture.bearer("1"));
        fixture.webhook = ProbeResult.Passed::new;

        Found afterAttempt = fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(afterDeferral).isEqualTo(Found.BUSY);
        assertThat(afterAttempt).isEqualTo(Found.QUICK);
    }

    @Test
    void a_token_that_is_not_fetched_for_a_reason_of_ours_is_told_as_such_and_says_nothing_of_its_server() {
        fixture.tokenEndpoint = () -> TokenResult.Unavailable.forOurReason("The key is missing.");

        Found found = fixture.handle(fixture.oauth2("1"));

        assertThat(found).isEqualTo(Found.QUICK);
        assertThat(fixture.lastStatus().message()).contains("a reason of this service");
        assertThat(fixture.lastStatus().errors()).containsExactly(new FieldMessage("", "The key is missing."));
        assertThat(fixture.lastStatus().attempt()).isZero();
    }

    @Test
    void a_server_that_takes_long_is_slow() {
        fixture.webhook = () -> {
            LockSupport.parkNanos(CommandFixture.SLOW.toNanos());
            return new ProbeResult.Passed();
        };

        assertThat(fixture.handle(fixture.bearer("1"))).isEqualTo(Found.SLOW);
    }

    @Test
    void what_ends_before_its_servers_are_asked_says_nothing_of_them() {
        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.handle(fixture.bearer("1"))).isEqualTo(Found.NOT_ASKED);
    }

    @Test
    void nothing_rests_because_of_a_server_that_was_asked_in_vain() {
        fixture.webhook = () -> new ProbeResult.Unavailable(CAUSE, null, true);

        assertThat(fixture.handle(fixture.bearer("1"))).isEqualTo(Found.QUICK);
    }

    @Test
    void a_producer_cannot_say_how_long_its_command_was_deferred() {
        fixture.webhook = () -> leftAlone(null);
        Delivery forged = CommandFixture.with(fixture.bearer("1"), "wa_deferred_since", "1");

        fixture.handle(forged);

        assertThat(deferredSince()).isAfter(Instant.ofEpochMilli(1));
    }

    private Delivery lastRetry() {
        List<ProducerRecord<byte[], byte[]>> sent = fixture.producer.history();
        String topic = sent.get(sent.size() - 1).topic();
        return fixture.redelivered(topic, Integer.parseInt(topic.substring(topic.length() - 1)));
    }

    private Instant deferredSince() {
        return RetryHeaders.read(fixture.redelivered("retry.1", 1).lastHeaders())
                .map(headers -> headers.waits().forServer())
                .orElseThrow();
    }

    private static ProbeResult leftAlone(@Nullable Duration retryAfter) {
        return new ProbeResult.Unavailable(CAUSE, retryAfter, false);
    }
}
