package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.store.RenewalQueue.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewalTurnsTest {

    private static final String HOST = "login.example.com";

    private final RenewalFixture fixture = new RenewalFixture();
    private final List<List<String>> chosen = new ArrayList<>();

    @Test
    void partners_take_turns_however_much_one_has_been_due_for_longer() {
        save("flood", 5, HOST);
        save("a", 2, HOST);
        save("b", 1, HOST);
        RenewalTurns turns = turns(4, 8);
        List<String> order = new ArrayList<>();

        for (Optional<Due> due = next(turns); due.isPresent(); due = next(turns)) {
            order.add(due.get().partner());
            turns.done(due.get());
        }

        assertThat(order).containsExactly("flood", "a", "b", "flood", "a", "flood", "flood", "flood");
    }

    @Test
    void no_partner_has_more_than_its_share_under_way() {
        save("flood", 5, HOST);
        RenewalTurns turns = turns(2, 8);
        Due first = next(turns).orElseThrow();
        assertThat(next(turns)).isPresent();
        assertThat(next(turns)).isEmpty();

        turns.done(first);

        assertThat(next(turns)).isPresent();
        assertThat(next(turns)).isEmpty();
    }

    @Test
    void no_host_has_more_than_its_share_under_way() {
        save("a", 2, HOST);
        save("b", 2, HOST);
        save("c", 1, "slow.example.com");
        RenewalTurns turns = turns(4, 2);
        Due first = next(turns).orElseThrow();
        assertThat(next(turns)).isPresent();
        assertThat(next(turns)).map(Due::partner).contains("c");
        assertThat(next(turns)).isEmpty();

        turns.done(first);

        assertThat(next(turns)).isPresent();
    }

    @Test
    void whose_turn_it_is_not_is_not_looked_for() {
        save("flood", 5, HOST);
        save("a", 1, HOST);
        save("b", 1, HOST);
        RenewalTurns turns = turns(4, 8);

        next(turns);
        next(turns);
        next(turns);
        next(turns);

        assertThat(chosen)
                .containsExactly(
                        List.of("flood", "a", "b"), List.of("a", "b"), List.of("b"), List.of("flood", "a", "b"));
    }

    @Test
    void who_has_nothing_due_is_not_looked_for_again_until_something_is() {
        save("a", 1, HOST);
        RenewalTurns turns = turns(4, 8);
        next(turns);
        assertThat(next(turns)).isEmpty();
        save("b", 1, HOST);
        chosen.clear();

        assertThat(next(turns)).isEmpty();
        assertThat(chosen).isEmpty();

        turns.waiting(List.of("b"));
        assertThat(next(turns)).map(Due::partner).contains("b");
    }

    @Test
    void who_comes_anew_has_a_turn_before_those_who_have_had_one() {
        save("flood", 5, HOST);
        RenewalTurns turns = turns(4, 8);
        next(turns);
        save("new", 1, HOST);

        turns.waiting(List.of("flood", "new"));

        assertThat(next(turns)).map(Due::partner).contains("new");
    }

    @Test
    void what_waits_for_a_host_is_not_looked_for_until_that_host_is_free() {
        save("a", 2, HOST);
        save("b", 2, "other.example.com");
        RenewalTurns turns = turns(4, 1);
        Due first = next(turns).orElseThrow();
        Due second = next(turns).orElseThrow();
        assertThat(next(turns)).isEmpty();
        chosen.clear();

        assertThat(next(turns)).isEmpty();
        assertThat(chosen).isEmpty();

        turns.done(first);
        assertThat(next(turns)).map(Due::partner).contains("a");
        turns.done(second);
        assertThat(next(turns)).map(Due::partner).contains("b");
    }

    @Test
    void however_many_wait_all_have_a_turn() {
        for (int i = 0; i < 350; i++) {
            save("p" + i, 1, i < 330 ? "slow.example.com" : HOST);
        }
        RenewalTurns turns = turns(4, 8);
        List<Due> lent = new ArrayList<>();

        for (Optional<Due> due = next(turns); due.isPresent(); due = next(turns)) {
            lent.add(due.get());
            if (due.get().host().equals(HOST)) {
                turns.done(due.get());
            }
        }

        assertThat(lent).filteredOn(due -> due.host().equals(HOST)).hasSize(20);
        assertThat(lent).hasSize(28);
        assertThat(chosen).allSatisfy(partners -> assertThat(partners).hasSizeLessThanOrEqualTo(100));
    }

    private RenewalTurns turns(int perPartner, int perHost) {
        RenewalTurns turns = new RenewalTurns(perPartner, perHost);
        turns.waiting(fixture.queue.waiting(now()));
        return turns;
    }

    private Optional<Due> next(RenewalTurns turns) {
        return turns.next(choice -> {
            chosen.add(choice.partners());
            return fixture.queue.borrow(now(), now().plusSeconds(60), choice);
        });
    }

    private Instant now() {
        return fixture.clock.instant().plus(Duration.ofHours(1));
    }

    private void save(String partner, int count, String host) {
        for (int i = 0; i < count; i++) {
            fixture.save(
                    new SettingsKey(partner, Channel.TRANSACTIONAL, "+1555" + (1000 + i)),
                    "client_credentials",
                    1,
                    host);
            fixture.clock.advance(Duration.ofMillis(1));
        }
    }
}
