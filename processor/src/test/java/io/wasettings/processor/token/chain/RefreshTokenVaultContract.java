package io.wasettings.processor.token.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every vault promises. */
abstract class RefreshTokenVaultContract {

    private final String id = UUID.randomUUID().toString();
    final MutableClock clock = new MutableClock();
    private final Instant now = clock.instant();

    abstract RefreshTokenVault vault();

    @Test
    void a_new_chain_is_empty_and_not_in_doubt() {
        assertThat(vault().find(List.of(id))).isEmpty();
        assertThat(vault().borrow(id, "a", now.plusSeconds(60))).contains(RefreshTokenChain.unknown(id));
    }

    @Test
    void what_is_kept_is_found_under_its_id_and_no_longer_in_doubt() {
        vault().borrow(id, "a", now.plusSeconds(60));

        vault().keep(chain("rt-2", now), "a");

        assertThat(vault().find(List.of("another", id))).contains(chain("rt-2", now));
    }

    @Test
    void a_chain_is_lent_to_one_at_a_time() {
        vault().borrow(id, "a", now.plusSeconds(60));
        assertThat(vault().borrow(id, "b", now.plusSeconds(60))).isEmpty();

        vault().keep(chain("rt-2", now), "a");

        assertThat(vault().borrow(id, "b", now.plusSeconds(60))).contains(chain("rt-2", now));
    }

    @Test
    void a_chain_that_is_lent_is_in_doubt_until_it_is_kept_or_given_back() {
        vault().borrow(id, "a", now.plusSeconds(60));
        assertThat(vault().find(List.of(id))).map(RefreshTokenChain::inDoubt).contains(true);

        assertThat(vault().giveBack(id, "a", false)).isTrue();
        assertThat(vault().find(List.of(id))).map(RefreshTokenChain::inDoubt).contains(false);
    }

    @Test
    void a_chain_does_not_stay_lent_for_as_long_as_the_clock_was_set_back() {
        vault().borrow(id, "a", now.plus(Duration.ofDays(365)));

        assertThat(takeOver("b")).isPresent();
    }

    @Test
    void a_loan_ends_by_itself_and_leaves_the_chain_in_doubt() {
        vault().borrow(id, "dead", now.minusSeconds(1));

        assertThat(takeOver("b")).map(RefreshTokenChain::inDoubt).contains(true);
    }

    @Test
    void a_loan_that_ran_out_goes_on_for_a_while_once_somebody_asks_for_the_chain() {
        vault().borrow(id, "slow", now.plusSeconds(60));
        clock.advance(Duration.ofHours(1));

        assertThat(vault().borrow(id, "b", clock.instant().plusSeconds(60))).isEmpty();
        vault().keep(chain("rt-2", now), "slow");

        assertThat(vault().borrow(id, "b", clock.instant().plusSeconds(60))).contains(chain("rt-2", now));
    }

    @Test
    void each_loan_that_ran_out_goes_on_for_a_while_but_once() {
        vault().borrow(id, "dead", now.minusSeconds(1));
        takeOver("dead-as-well");
        clock.advance(Duration.ofHours(1));

        assertThat(vault().borrow(id, "b", clock.instant().plusSeconds(60))).isEmpty();
        clock.advance(Duration.ofSeconds(4));
        assertThat(vault().borrow(id, "b", clock.instant().plusSeconds(60))).isPresent();
    }

    @Test
    void a_chain_that_was_given_back_in_doubt_is_free_at_once() {
        vault().borrow(id, "a", now.plusSeconds(60));

        vault().giveBack(id, "a", true);

        assertThat(vault().borrow(id, "b", now.plusSeconds(60)))
                .map(RefreshTokenChain::inDoubt)
                .contains(true);
    }

    @Test
    void who_lost_the_loan_cannot_end_the_next_one() {
        vault().borrow(id, "slow", now.minusSeconds(1));
        takeOver("b");

        assertThat(vault().giveBack(id, "slow", false)).isFalse();

        assertThat(vault().borrow(id, "c", now.plusSeconds(60))).isEmpty();
    }

    @Test
    void who_lost_the_loan_still_keeps_what_the_server_granted_unless_a_later_grant_is_kept() {
        vault().borrow(id, "slow", now.minusSeconds(1));
        vault().keep(chain("rt-2", now), "slow");
        assertThat(vault().find(List.of(id))).map(RefreshTokenChain::newest).contains("rt-2");

        vault().keep(chain("rt-9", now.plus(Duration.ofSeconds(9))), "b");
        vault().keep(chain("rt-3", now.plus(Duration.ofSeconds(3))), "slow");
        assertThat(vault().find(List.of(id))).map(RefreshTokenChain::newest).contains("rt-9");
    }

    @Test
    void what_the_server_granted_is_kept_although_the_chain_is_gone() {
        vault().keep(chain("rt-2", now), "a");

        assertThat(vault().find(List.of(id))).contains(chain("rt-2", now));
        assertThat(vault().borrow(id, "b", now.plusSeconds(60))).contains(chain("rt-2", now));
    }

    @Test
    void who_lost_the_loan_does_not_end_the_next_one_by_keeping() {
        vault().borrow(id, "slow", now.minusSeconds(1));
        takeOver("b");

        vault().keep(chain("rt-2", now), "slow");

        assertThat(vault().borrow(id, "c", now.plusSeconds(60))).isEmpty();
        assertThat(vault().find(List.of(id))).map(RefreshTokenChain::inDoubt).contains(true);
    }

    @Test
    void a_refresh_token_is_kept_without_an_access_token_too() {
        vault().borrow(id, "a", now.plusSeconds(60));
        RefreshTokenChain successorOnly = new RefreshTokenChain(
                id,
                "rt-2",
                new Exchanged(
                        "command-1",
                        "credentials",
                        null,
                        new TokenFacts(now, now, null, AuthMethod.CLIENT_SECRET_POST),
                        List.of()),
                false);

        vault().keep(successorOnly, "a");

        assertThat(vault().find(List.of(id))).contains(successorOnly);
    }

    /** Borrows what another one's loan ran out of. */
    private Optional<RefreshTokenChain> takeOver(String holder) {
        assertThat(vault().borrow(id, holder, clock.instant().plusSeconds(60))).isEmpty();
        clock.advance(Duration.ofSeconds(4));
        return vault().borrow(id, holder, clock.instant().plusSeconds(60));
    }

    private RefreshTokenChain chain(String newest, Instant obtainedAt) {
        return chain(
                id,
                newest,
                new TokenFacts(obtainedAt, obtainedAt.plusSeconds(60), null, AuthMethod.CLIENT_SECRET_POST));
    }

    static RefreshTokenChain chain(String id, String newest, TokenFacts facts) {
        List<FieldMessage> warnings = List.of(new FieldMessage("/oauth2/token_url", "says less than it should"));
        return new RefreshTokenChain(
                id, newest, new Exchanged("command-1", "credentials", "t0k3n", facts, warnings), false);
    }
}
