package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.seal.SealingKeys;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Known;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Commands that come under the name of another one: its source and id, but another key or other content. */
class UsedNamesTest {

    private static final CommandRef NAME = new CommandRef("/test", "1");

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void other_content_under_a_used_name_is_rejected_and_says_what_to_do() {
        fixture.handle(fixture.bearer("1"));

        fixture.handle(fixture.oauth2("1"));

        Status told = fixture.lastStatus();
        assertThat(told.state()).isEqualTo(State.REJECTED);
        assertThat(told.code()).isEqualTo(2011);
        assertThat(told.errors().get(0).message()).contains("send a new id");
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void another_secret_is_other_content() {
        fixture.handle(fixture.bearer("1"));

        fixture.handle(anotherSecret());

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.probes).hasSize(1);
    }

    @Test
    void the_same_secrets_resealed_are_the_same_content() {
        fixture.handle(fixture.bearer("1"));

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).hasSize(1);
        assertThat(fixture.sent(TOPICS.deadLetter())).isEmpty();
    }

    @Test
    void a_corrected_command_under_a_used_name_does_not_get_the_old_verdict() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), """
                {"webhook_url": "http://hooks.example.com/wa", "auth_type": "bearer", "sealed_secrets": "%s"}""".formatted(
                        fixture.secretBox.seal(KEY.recordKey(), new Secrets(Map.of(Secrets.API_KEY, "k3y"))))));
        assertThat(fixture.lastStatus().code()).isEqualTo(2020);

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors().get(0).message()).contains("send a new id");
    }

    @Test
    void nothing_of_the_first_one_changes() {
        fixture.handle(fixture.bearer("1"));
        Optional<ToldStatus> before = fixture.commandStore.standing(NAME);

        fixture.handle(fixture.oauth2("1"));

        assertThat(fixture.commandStore.standing(NAME)).isEqualTo(before);
        assertThat(fixture.store.find(KEY).orElseThrow().credentials().oauth2()).isEmpty();
        assertThat(fixture.commandStore.deadLetter(NAME.key())).isEmpty();
    }

    @Test
    void the_refusal_is_of_that_record_alone_with_a_dead_letter_of_its_own() {
        fixture.handle(fixture.bearer("1"));
        Delivery intruder = fixture.oauth2("1");

        fixture.handle(intruder);

        String record = intruder.place().path();
        assertThat(fixture.commandStore.standing(record))
                .map(told -> told.status().state())
                .contains(State.REJECTED);
        assertThat(fixture.commandStore.deadLetter(record)).isPresent();
    }

    @Test
    void it_is_refused_again_when_it_is_replayed() {
        fixture.handle(fixture.bearer("1"));
        Delivery intruder = fixture.oauth2("1");
        fixture.handle(intruder);

        fixture.handle(fixture.redelivered(TOPICS.deadLetter(), 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.commandStore.standing(NAME))
                .map(told -> told.status().state())
                .contains(State.APPLIED);
    }

    @Test
    void an_attempt_at_it_that_does_not_come_to_an_end_is_refused_like_any_other() {
        fixture.handle(fixture.bearer("1"));
        Optional<ToldStatus> before = fixture.commandStore.standing(NAME);

        fixture.abandon(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.sent(TOPICS.retry(1))).isEmpty();
        assertThat(fixture.commandStore.standing(NAME)).isEqualTo(before);
    }

    @Test
    void one_too_large_to_be_deferred_fails_nobodys_command() {
        fixture.webhook = () -> new ProbeResult.Unavailable("503", null, true);
        fixture.handle(fixture.bearer("1"));
        Optional<ToldStatus> before = fixture.commandStore.standing(NAME);
        fixture.largest.put(TOPICS.retry(2), 1);

        fixture.defer(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.commandStore.standing(NAME)).isEqualTo(before);
    }

    @Test
    void after_a_key_was_removed_the_same_content_is_not_taken_for_another() {
        fixture.handle(fixture.bearer("1"));
        fixture.secretBox = TestKeys.secretBox("k2");

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).hasSize(1);
    }

    @Test
    void what_no_longer_opens_is_the_same_command_where_its_bytes_are() {
        ECKey first = TestKeys.key("k1");
        fixture.secretBox = TestKeys.secretBox(first);
        Delivery applied = fixture.bearer("1");
        Delivery other = fixture.oauth2("1");
        fixture.handle(applied);
        fixture.secretBox = TestKeys.secretBox(TestKeys.key("k2"), SealingKeys.hashKeyOf(first));

        fixture.handle(again(applied));
        fixture.handle(other);

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.APPLIED, State.APPLIED, State.REJECTED);
    }

    @Test
    void what_opens_by_now_is_the_same_command_where_its_bytes_are() {
        ECKey known = TestKeys.key("k1");
        SecretBox newer = TestKeys.secretBox(TestKeys.key("k2"), known);
        fixture.secretBox = newer;
        Delivery sealed = fixture.bearer("1");
        Delivery other = fixture.oauth2("1");
        fixture.secretBox = TestKeys.secretBox(known);
        fixture.handle(sealed);
        fixture.secretBox = newer;

        fixture.handle(again(sealed));
        fixture.handle(other);

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.FAILED, State.FAILED, State.REJECTED);
        assertThat(fixture.sent(TOPICS.status()).get(1).headers().lastHeader("ce_record"))
                .isNull();
    }

    @Test
    void what_an_earlier_build_noted_is_compared_as_it_was_then() {
        Delivery first = fixture.bearer("1");
        fixture.handle(first);
        Known noted =
                fixture.commandStore.begin(new Arrival(NAME, KEY.recordKey(), first.version(), KeyedHashes.read(null)));
        KeyedHashes hashOfAll =
                new KeyedHashes(List.of(noted.contentHashes().first().orElseThrow()));
        fixture.commandStore.remember(
                NAME,
                new Known(noted.key(), hashOfAll, noted.firstSeen(), noted.standing(), noted.refusedAuthMethods()));

        fixture.handle(fixture.bearer("1"));
        fixture.handle(fixture.oauth2("1"));

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.APPLIED, State.APPLIED, State.REJECTED);
    }

    @Test
    void another_secret_is_other_content_though_the_first_one_did_not_open_when_it_was_noted() {
        ECKey known = TestKeys.key("k1");
        SecretBox newer = TestKeys.secretBox(TestKeys.key("k2"), known);
        fixture.secretBox = newer;
        Delivery sealed = fixture.bearer("1");
        Delivery other = anotherSecret();
        fixture.secretBox = TestKeys.secretBox(known);
        fixture.handle(sealed);
        fixture.secretBox = newer;
        fixture.handle(CommandFixture.with(fixture.redelivered(TOPICS.deadLetter(), 1), "wa_replays", "1"));

        fixture.handle(other);

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.FAILED, State.APPLIED, State.REJECTED);
    }

    @Test
    void what_does_not_open_is_other_content_unless_it_is_the_very_same_seal() {
        ECKey known = TestKeys.key("k1");
        fixture.secretBox = TestKeys.secretBox(TestKeys.key("k2"), known);
        Delivery other = anotherSecret();
        fixture.secretBox = TestKeys.secretBox(known);
        fixture.handle(fixture.bearer("1"));

        fixture.handle(other);

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.APPLIED, State.REJECTED);
    }

    private Delivery anotherSecret() {
        return fixture.command("1", "\"auth_type\": \"bearer\"", new Secrets(Map.of(Secrets.API_KEY, "another")));
    }

    /** The same bytes at another place. */
    private Delivery again(Delivery delivery) {
        return new Delivery(0, fixture.place(TOPICS.commands()), delivery.key(), delivery.value(), delivery.headers());
    }

    @Test
    void a_record_that_cannot_be_read_takes_nobodys_name() {
        fixture.handle(fixture.bearer("1"));

        fixture.handle(fixture.delivery("1", KEY.recordKey(), "not json"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.commandStore.standing(NAME))
                .map(told -> told.status().state())
                .contains(State.APPLIED);
    }

    @Test
    void it_is_the_same_record_when_it_is_replayed() {
        fixture.handle(fixture.bearer("1"));
        Delivery unreadable = fixture.delivery("1", KEY.recordKey(), "not json");
        fixture.handle(unreadable);

        fixture.handle(fixture.redelivered(TOPICS.deadLetter(), 1));

        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(2);
        assertThat(fixture.sent(TOPICS.status()))
                .flatExtracting(status -> Arrays.asList(status.headers().toArray()))
                .filteredOn(header -> header.key().equals("ce_record"))
                .extracting(header -> new String(header.value(), UTF_8))
                .containsExactly(unreadable.place().path(), unreadable.place().path());
    }

    @Test
    void a_command_that_cannot_be_read_is_failed_under_its_own_name() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), "not json"));

        assertThat(fixture.commandStore.standing(NAME))
                .map(told -> told.status().state())
                .contains(State.FAILED);
    }
}
