package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A processor with the keys file of before beside others that have a newer one. */
class KeysElsewhereTest {

    private static final String CLEAR = """
            {"webhook_url": "https://hooks.example.com/wa", "auth_type": "bearer", "api_key": "k3y"}""";

    private final SecretBox newer = TestKeys.secretBox("newer");

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    private final SecretBox older = fixture.secretBox;

    @Test
    void a_command_that_others_can_open_waits_for_one_of_them_and_counts_no_attempt() {
        Delivery command = sealedWithTheNewerKey("1");
        fixture.announcedKids = () -> Set.of("k1", "newer");

        fixture.handle(command);
        assertThat(fixture.statuses()).isEmpty();
        fixture.secretBox = newer;
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
    }

    @Test
    void one_that_nobody_can_open_fails() {
        Delivery command = sealedWithTheNewerKey("1");
        fixture.announcedKids = () -> Set.of("k1");

        fixture.handle(command);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/sealed_secrets");
    }

    @Test
    void the_partner_is_not_told_to_correct_what_the_ingest_api_has_sealed() {
        Delivery command = CommandFixture.with(sealedWithTheNewerKey("1"), "ce_source", CommandRef.INGEST_API);
        fixture.announcedKids = () -> Set.of("k1");

        fixture.handle(command);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
        assertThat(fixture.lastStatus().errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEmpty();
            assertThat(error.message()).contains("nothing is to be corrected", "replay this command");
        });
    }

    @Test
    void one_that_others_can_open_fails_when_none_has_done_so_in_the_time_of_all_retries() {
        Delivery command = sealedWithTheNewerKey("1");
        fixture.announcedKids = () -> Set.of("newer");
        fixture.handle(command);
        fixture.clock.advance(Duration.ofSeconds(11));

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
    }

    @Test
    void one_that_others_can_open_fails_when_no_retry_topic_takes_it() {
        Delivery command = sealedWithTheNewerKey("1");
        fixture.announcedKids = () -> Set.of("newer");
        fixture.largest.put("retry.1", 10);

        fixture.handle(command);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
    }

    @Test
    void while_the_store_is_away_nobody_can_tell_so_it_waits() {
        Delivery command = sealedWithTheNewerKey("1");
        fixture.announcedKids = KeysElsewhereTest::away;

        fixture.handle(command);

        assertThat(fixture.statuses()).isEmpty();
        assertThat(fixture.sent("retry.1")).hasSize(1);
    }

    @Test
    void its_producer_may_seal_and_send_it_again_meanwhile() {
        Delivery first = sealedWithTheNewerKey("1");
        fixture.announcedKids = () -> Set.of("newer");
        fixture.defer(first);
        Delivery waiting = fixture.redelivered("retry.2", 2);
        fixture.handle(first);

        fixture.secretBox = newer;
        fixture.handle(fixture.bearer("1"));
        fixture.handle(waiting);

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void one_under_the_name_of_another_changes_nothing_of_that() {
        fixture.secretBox = newer;
        Delivery other = fixture.oauth2("1");
        fixture.secretBox = older;
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.bearer("1"));
        fixture.announcedKids = () -> Set.of("newer");

        fixture.handle(other);
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.RETRYING, State.REJECTED);
        assertThat(state()).isEqualTo(State.RETRYING);
    }

    @Test
    void a_record_that_others_sealed_as_a_whole_waits_for_one_of_them() {
        sealedAsAWholeWithTheNewerKey();
        fixture.announcedKids = () -> Set.of("newer");

        fixture.handle(fixture.redelivered("retry.1", 1));
        assertThat(fixture.sent("retry.1")).hasSize(2);
        assertThat(fixture.sent(TOPICS.deadLetter())).isEmpty();
        fixture.secretBox = newer;
        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.RETRYING, State.APPLIED);
        assertThat(fixture.lastStatus().attempt()).isEqualTo(2);
    }

    @Test
    void a_record_that_others_sealed_as_a_whole_is_given_up_when_none_opened_it_in_the_time_of_all_retries() {
        sealedAsAWholeWithTheNewerKey();
        fixture.announcedKids = KeysElsewhereTest::away;
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.clock.advance(Duration.ofSeconds(11));

        fixture.handle(fixture.redeliveredOnTime("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void a_record_that_is_sealed_as_a_whole_and_that_nobody_can_open_is_given_up() {
        sealedAsAWholeWithTheNewerKey();

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
    }

    @Test
    void one_in_structured_mode_is_given_up_under_its_own_name_and_may_be_replayed() {
        String event = """
                {"specversion": "1.0", "id": "1", "source": "/test", "type": "wa.settings.update.v2",
                 "partner": "acme", "channel": "transactional", "data": %s}""".formatted(CLEAR);
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));
        sealedAsAWholeWithTheNewerKey(
                fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));

        fixture.handle(fixture.redelivered("retry.1", 1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
        assertThat(state()).isEqualTo(State.FAILED);
        fixture.secretBox = newer;
        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(CommandFixture.with(fixture.redelivered(TOPICS.deadLetter(), 1), "wa_replays", "1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(state()).isEqualTo(State.APPLIED);
    }

    private State state() {
        return fixture.commandStore
                .standing(new CommandRef("/test", "1"))
                .orElseThrow()
                .status()
                .state();
    }

    private Delivery sealedWithTheNewerKey(String id) {
        fixture.secretBox = newer;
        Delivery command = fixture.bearer(id);
        fixture.secretBox = older;
        return command;
    }

    /** Another processor has tried it in vain. */
    private void sealedAsAWholeWithTheNewerKey() {
        sealedAsAWholeWithTheNewerKey(fixture.delivery("1", KEY.recordKey(), CLEAR));
    }

    private void sealedAsAWholeWithTheNewerKey(Delivery delivery) {
        fixture.acceptClearSecrets = true;
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.secretBox = newer;
        fixture.handle(delivery);
        fixture.secretBox = older;
    }

    private static Set<String> away() {
        throw new StoreUnavailableException("away");
    }
}
