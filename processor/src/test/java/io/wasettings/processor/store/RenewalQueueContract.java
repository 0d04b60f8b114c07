package io.wasettings.processor.store;

import static io.wasettings.processor.store.RenewalSettings.NOW;
import static io.wasettings.processor.store.RenewalSettings.at;
import static io.wasettings.processor.store.RenewalSettings.sender;
import static io.wasettings.processor.store.RenewalSettings.settings;
import static io.wasettings.processor.store.RenewalSettings.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.store.RenewalQueue.Choice;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.Failure;
import io.wasettings.processor.store.RenewalQueue.State;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every renewal queue promises. */
abstract class RenewalQueueContract extends HastenedRenewalContract {

    /** Why the last renewal of that token failed or was deferred, if it did. */
    abstract Optional<String> error(SettingsKey key);

    @Test
    void nothing_is_lent_before_it_is_due() {
        store().save(settings("a", 1, NOW.plusMillis(1)));
        store().save(settings("b", 1, null));

        assertThat(borrow(NOW)).isEmpty();
    }

    @Test
    void what_is_due_is_lent_with_its_settings_and_only_once() {
        Settings due = settings("a", 1, NOW);
        store().save(due);

        assertThat(borrow(NOW)).isEqualTo(Due.of(due, 0, false));
        assertThat(borrow(NOW)).isEmpty();
    }

    @Test
    void what_has_been_due_the_longest_comes_first() {
        store().save(settings("a", 1, NOW.minusSeconds(1)));
        store().save(settings("b", 1, NOW.minusSeconds(9)));

        assertThat(borrow(NOW).orElseThrow().key().partner()).isEqualTo("b");
    }

    @Test
    void those_who_wait_are_told_once_each_and_who_has_waited_the_longest_first() {
        store().save(settings(sender("a", "+15551"), NOW));
        store().save(settings(sender("b", "+15551"), NOW.minusSeconds(5)));
        store().save(settings(sender("b", "+15552"), NOW));
        store().save(settings(sender("c", "+15551"), NOW.minusSeconds(1)));
        store().save(settings(sender("c", "+15552"), NOW.minusSeconds(9)));
        store().save(settings(sender("later", "+15551"), NOW.plusMillis(1)));
        store().save(settings(sender("never", "+15551"), null));

        assertThat(queue().waiting(NOW)).containsExactly("c", "b", "a");
    }

    @Test
    void nobody_else_is_lent_anything_however_long_it_has_been_due() {
        store().save(settings("a", 1, NOW.minusSeconds(9)));
        store().save(settings("b", 1, NOW.minusSeconds(5)));
        store().save(settings("c", 1, NOW.minusSeconds(1)));
        Choice choice = new Choice(List.of("c", "b", "unknown"), Set.of());

        assertThat(all(() -> queue().borrow(NOW, NOW.plus(LOAN), choice)).map(Due::partner))
                .containsExactly("b", "c");
    }

    @Test
    void a_host_that_is_passed_over_is_that_very_host_and_port() {
        store().save(at("a", "https://login.example.com/token"));
        store().save(at("b", "https://LOGIN.example.com?tenant=b"));
        store().save(at("c", "https://login.example.com:8443/token"));
        store().save(at("d", "https://loginxexample.com/login.example.com/"));

        assertThat(hostsBut("login.example.com", "other.example.com"))
                .containsExactlyInAnyOrder("login.example.com:8443", "loginxexample.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com",
                "https://LOGIN.example.com./token",
                "https://login.example.com:/token",
                "https://login.example.com:443/token",
                "https://login.example.com.:0443?tenant=a"
            })
    void a_host_that_is_passed_over_is_so_however_it_is_spelled(String url) {
        store().save(at("a", url));
        store().save(at("b", "https://other.example.com/token"));

        assertThat(hostsBut("login.example.com")).containsExactly("other.example.com");
        assertThat(hostsBut("login.example.com:8443")).containsExactly("login.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://[2606:4700::1]/token",
                "https://[2606:4700:0:0::1]/token",
                "https://[2606:4700:0:0::1]:/token",
                "https://[2606:4700:0:0::AB]:0443/token",
                "https://[2606:4700:0:0::1]:8443?tenant=a"
            })
    void an_address_is_passed_over_by_the_host_that_is_told_of_it(String url) {
        store().save(at("a", url));
        String host = borrow(NOW).orElseThrow().host();
        store().save(at("b", url));
        store().save(at("c", "https://other.example.com/token"));

        assertThat(hostsBut(host)).containsExactly("other.example.com");
    }

    /** The hosts of all that is lent while these are passed over. */
    private List<String> hostsBut(String... passedOver) {
        Choice choice = new Choice(queue().waiting(NOW), Set.of(passedOver));
        return all(() -> queue().borrow(NOW, NOW.plus(LOAN), choice))
                .map(Due::host)
                .toList();
    }

    @Test
    void a_loan_ends_by_itself() {
        store().save(settings("a", 1, NOW));
        borrow(NOW);

        assertThat(borrow(NOW.plus(LOAN))).isEmpty();
        assertThat(borrow(NOW.plus(LOAN).plusMillis(1))).isPresent();
    }

    @Test
    void a_loan_that_was_given_before_the_clock_was_set_back_does_not_count() {
        store().save(settings("a", 1, NOW.minus(Duration.ofDays(2))));
        borrow(NOW);

        assertThat(borrow(NOW.minus(LOAN.dividedBy(2)))).isEmpty();
        assertThat(borrow(NOW.minus(Duration.ofDays(1)))).isPresent();
    }

    @Test
    void a_renewed_token_is_stored_and_its_next_renewal_planned() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();

        boolean kept = queue().renewed(lent, new Sealed("jwe-2", token("new", NOW)), NOW.plusSeconds(60));

        assertThat(kept).isTrue();
        SealedOAuth2 stored = stored(lent);
        assertThat(stored.token()).isEqualTo(token("new", NOW));
        assertThat(stored.secrets()).isEqualTo("jwe-2");
        assertThat(borrow(NOW.plusSeconds(59))).isEmpty();
        assertThat(borrow(NOW.plusSeconds(60))).map(Due::failures).contains(0);
    }

    @Test
    void a_newer_command_is_never_overwritten() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();
        Settings newer = settings("a", 2, NOW.plusSeconds(100));
        store().save(newer);

        assertThat(queue().renewed(lent, new Sealed("jwe-2", token("new", NOW)), NOW.plusSeconds(60)))
                .isFalse();
        queue().failed(lent, failing(1, NOW));

        assertThat(store().find(lent.key())).contains(newer);
        assertThat(troubles()).isZero();
        assertThat(borrow(NOW.plusSeconds(99))).isEmpty();
    }

    @Test
    void of_two_renewals_of_the_same_token_the_first_stands() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();
        queue().renewed(lent, new Sealed("jwe-2", token("first", NOW)), NOW.plusSeconds(60));

        assertThat(queue().renewed(lent, new Sealed("jwe-3", token("second", NOW)), NOW.plusSeconds(60)))
                .isFalse();
        queue().failed(lent, failing(1, NOW));

        assertThat(stored(lent).token()).isEqualTo(token("first", NOW));
        assertThat(troubles()).isZero();
    }

    @Test
    void a_failed_renewal_is_due_again_when_the_failure_says_and_counts_on() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();

        queue().failed(lent, failing(3, NOW.plusSeconds(30)));

        assertThat(borrow(NOW.plusSeconds(29))).isEmpty();
        assertThat(borrow(NOW.plusSeconds(30))).map(Due::failures).contains(3);
    }

    @Test
    void a_renewal_that_is_put_off_is_due_again_later_and_no_nearer_to_its_end() {
        store().save(settings("a", 1, NOW));
        queue().failed(borrow(NOW).orElseThrow(), failing(3, NOW));
        Due lent = borrow(NOW).orElseThrow();

        queue().deferred(lent, "the circuit is open", NOW.plusSeconds(30));

        assertThat(borrow(NOW.plusSeconds(29))).isEmpty();
        assertThat(borrow(NOW.plusSeconds(30))).map(Due::failures).contains(3);
    }

    @Test
    void a_renewal_that_is_put_off_in_good_times_is_no_trouble() {
        store().save(settings("a", 1, NOW));

        queue().deferred(borrow(NOW).orElseThrow(), "the circuit is open", NOW.plusSeconds(30));

        assertThat(troubles()).isZero();
        assertThat(queue().census(NOW).byState()).containsEntry(State.SCHEDULED, 1L);
    }

    @Test
    void what_is_given_back_is_lent_again_at_once() {
        Settings due = settings("a", 1, NOW);
        store().save(due);

        queue().giveBack(borrow(NOW).orElseThrow());

        assertThat(borrow(NOW)).isEqualTo(Due.of(due, 0, false));
    }

    @Test
    void a_refusal_is_remembered_until_the_token_is_renewed() {
        store().save(settings("a", 1, NOW));
        queue().failed(borrow(NOW).orElseThrow(), new Failure(1, "was refused", Optional.of(NOW), true));
        Due lent = borrow(NOW).orElseThrow();
        assertThat(lent.wasRefused()).isTrue();
        queue().deferred(lent, "the circuit is open", NOW);
        assertThat(borrow(NOW)).map(Due::wasRefused).contains(true);

        queue().renewed(lent, new Sealed("jwe", token("new", NOW)), NOW);

        assertThat(borrow(NOW)).map(Due::wasRefused).contains(false);
    }

    @Test
    void a_stopped_renewal_is_not_due_any_more_and_seen_as_trouble() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();

        queue().failed(lent, new Failure(2, "authorise again", Optional.empty(), true));

        assertThat(borrow(NOW.plus(Duration.ofDays(999)))).isEmpty();
        assertThat(error(lent.key())).contains("authorise again");
        assertThat(queue().census(NOW).byState()).containsEntry(State.STOPPED, 1L);
    }

    @Test
    void a_stopped_renewal_that_is_resumed_is_due_as_if_none_had_failed() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();
        queue().failed(lent, new Failure(20, "is down", Optional.empty(), true));

        assertThat(queue().resume(lent.key(), NOW.plusSeconds(1))).isTrue();

        assertThat(borrow(NOW)).isEmpty();
        assertThat(borrow(NOW.plusSeconds(1))).map(Due::failures).contains(0);
        assertThat(troubles()).isZero();
    }

    @Test
    void only_what_is_stopped_for_another_reason_than_a_refused_refresh_token_is_resumed_and_only_once() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();
        assertThat(queue().resume(lent.key(), NOW)).isFalse();
        queue().failed(lent, failing(1, NOW.plusSeconds(30)));
        assertThat(queue().resume(lent.key(), NOW)).isFalse();
        queue().failed(lent, Failure.ofRefreshToken(2, "authorise again"));
        assertThat(queue().resume(lent.key(), NOW)).isFalse();
        queue().failed(lent, new Failure(2, "is down", Optional.empty(), true));

        assertThat(queue().resume(lent.key(), NOW)).isTrue();

        assertThat(queue().resume(lent.key(), NOW)).isFalse();
        assertThat(queue().resume(new SettingsKey("nobody", Channel.TRANSACTIONAL, null), NOW))
                .isFalse();
    }

    @Test
    void why_the_last_renewal_failed_or_was_put_off_is_kept_for_operators() {
        store().save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();

        queue().failed(lent, failing(3, NOW));
        assertThat(error(lent.key())).contains("is unavailable");

        queue().deferred(lent, "the circuit is open", NOW);
        assertThat(error(lent.key())).contains("the circuit is open");
    }

    @Test
    void a_new_command_ends_the_trouble() {
        store().save(settings("a", 1, NOW));
        queue().failed(borrow(NOW).orElseThrow(), failing(1, NOW));

        store().save(settings("a", 2, NOW));

        assertThat(troubles()).isZero();
        assertThat(borrow(NOW)).map(Due::failures).contains(0);
    }

    @Test
    void the_census_counts_by_state_and_what_has_expired() {
        store().save(settings("fine", 1, NOW.plusSeconds(60), token("t", NOW)));
        store().save(settings("expired", 1, NOW.plusSeconds(60), token("t", NOW.minus(Duration.ofDays(1)))));
        store().save(settings("stopped", 1, NOW, token("t", NOW)));
        queue().failed(borrow(NOW).orElseThrow(), new Failure(1, "refused", Optional.empty(), true));

        RenewalQueue.Census census = queue().census(NOW);

        assertThat(census.byState())
                .containsEntry(State.SCHEDULED, 2L)
                .containsEntry(State.FAILING, 0L)
                .containsEntry(State.STOPPED, 1L);
        assertThat(census.expired()).isEqualTo(1);
    }

    @Test
    void many_borrowers_at_once_get_each_token_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            store().save(settings("p" + i, 1, NOW.minusSeconds(i)));
        }
        ExecutorService borrowers = Executors.newFixedThreadPool(8);
        try {
            List<String> lent = new ArrayList<>();
            List<Callable<List<String>>> tasks = Collections.nCopies(8, this::borrowAll);
            for (Future<List<String>> task : borrowers.invokeAll(tasks)) {
                lent.addAll(task.get());
            }

            assertThat(lent).hasSize(40).doesNotHaveDuplicates();
        } finally {
            borrowers.shutdownNow();
        }
    }

    private List<String> borrowAll() {
        return all(() -> borrow(NOW)).map(due -> due.key().recordKey()).toList();
    }

    private static Stream<Due> all(Supplier<Optional<Due>> borrowing) {
        return Stream.generate(borrowing).takeWhile(Optional::isPresent).map(Optional::get);
    }

    /** How many renewals do not go as they should. */
    private long troubles() {
        return queue().census(NOW).byState().entrySet().stream()
                .filter(state -> state.getKey() != State.SCHEDULED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    final SealedOAuth2 stored(Due lent) {
        return store().find(lent.key()).orElseThrow().credentials().oauth2().orElseThrow();
    }

    private static Failure failing(int failures, Instant next) {
        return new Failure(failures, "is unavailable", Optional.of(next), false);
    }
}
