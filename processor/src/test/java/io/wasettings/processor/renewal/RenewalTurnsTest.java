package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsKey.Channel;
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

    @Test
    void partners_take_turns_however_much_one_has_been_due_for_longer() {
        save("flood", 5, HOST);
        save("a", 2, HOST);
        save("b", 1, HOST);
        RenewalTurns turns = new RenewalTurns(4, 8);
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
        RenewalTurns turns = new RenewalTurns(2, 8);
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
        RenewalTurns turns = new RenewalTurns(4, 2);
        Due first = next(turns).orElseThrow();
        assertThat(next(turns)).isPresent();
        assertThat(next(turns)).map(Due::partner).contains("c");
        assertThat(next(turns)).isEmpty();

        turns.done(first);

        assertThat(next(turns)).isPresent();
    }

    private Optional<Due> next(RenewalTurns turns) {
        Instant now = fixture.clock.instant().plus(Duration.ofHours(1));
        return turns.next(passedOver -> fixture.queue.borrow(now, now.plusSeconds(60), passedOver));
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
