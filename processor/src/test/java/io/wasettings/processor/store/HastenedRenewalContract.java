package io.wasettings.processor.store;

import static io.wasettings.processor.store.RenewalSettings.NOW;
import static io.wasettings.processor.store.RenewalSettings.settings;
import static io.wasettings.processor.store.RenewalSettings.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every renewal queue promises of a token in force that a later exchange of its chain may have ended. */
abstract class HastenedRenewalContract {

    static final Duration LOAN = Duration.ofMinutes(3);

    abstract RenewalQueue queue();

    abstract SettingsStore store();

    @ParameterizedTest
    @CsvSource({
        "chain, 1, true",
        "chain, 0, false",
        "chain, -1, false",
        "another, 1, false",
    })
    void a_renewal_is_hastened_by_a_later_exchange_of_the_same_chain_alone(String chain, int later, boolean isDue) {
        Settings inForce = settings("a", 1, NOW.plusSeconds(2000), token("jwe", NOW.minusSeconds(9)));
        store().save(inForce);

        queue().hasten(inForce.key(), chain, NOW.minusSeconds(9).plusSeconds(later));

        assertThat(borrow(NOW).isPresent()).isEqualTo(isDue);
    }

    @Test
    void what_is_due_what_fails_what_has_stopped_and_what_is_never_renewed_is_hastened_in_no_way() {
        Settings due = settings("a", 1, NOW.minusSeconds(9));
        Settings failing = settings("b", 1, NOW.minusSeconds(8));
        Settings stopped = settings("c", 1, NOW.minusSeconds(7));
        Settings never = settings("d", 1, null);
        store().save(failing);
        queue().failed(borrow(NOW).orElseThrow(), failure(Optional.of(NOW.plusSeconds(60))));
        store().save(stopped);
        queue().failed(borrow(NOW).orElseThrow(), failure(Optional.empty()));
        store().save(due);
        store().save(never);

        for (Settings settings : new Settings[] {due, failing, stopped, never}) {
            queue().hasten(settings.key(), "chain", NOW);
        }

        assertThat(borrow(NOW.minusSeconds(9))).map(Due::partner).contains("a");
        assertThat(borrow(NOW)).isEmpty();
    }

    private static Failure failure(Optional<Instant> next) {
        return new Failure(1, "is unavailable", next, false);
    }

    final Optional<Due> borrow(Instant now) {
        return InMemoryRenewalQueue.borrow(queue(), now, now.plus(LOAN));
    }
}
