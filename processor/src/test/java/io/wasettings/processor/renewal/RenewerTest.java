package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.renewal.Renewer.Result;
import io.wasettings.processor.store.InMemoryRenewalQueue;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.State;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.StopReason;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewerTest {

    private static final FieldMessage REFRESH_TOKEN_REFUSED =
            new FieldMessage("/oauth2/refresh_token", "is expired (invalid_grant)");
    private static final FieldMessage CLIENT_REFUSED =
            new FieldMessage("/oauth2/client_secret", "was refused (invalid_client)");

    private final RenewalFixture fixture = new RenewalFixture();

    @Test
    void a_token_of_client_credentials_is_renewed_as_it_was_obtained() {
        SettingsKey key = fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> fixture.granted("new-token", null);

        assertThat(renew()).isEqualTo(Result.RENEWED);

        TokenRequest request = fixture.requests.get(0);
        assertThat(request.grant()).isEqualTo(new TokenGrant.ClientCredentials());
        assertThat(request.client().id()).isEqualTo("client");
        assertThat(request.client().secret()).isEqualTo("s3cr3t");
        assertThat(request.client().scopes()).containsExactly("a");
        assertThat(request.client().declaredLifetime()).hasSeconds(3600);
        assertThat(request.authMethods().worked()).isEqualTo(AuthMethod.CLIENT_SECRET_POST);
        SealedOAuth2 stored = fixture.storedOAuth2(key);
        assertThat(fixture.open(Purpose.ACCESS_TOKEN, key, stored.token().sealed())
                        .accessToken())
                .isEqualTo("new-token");
        assertThat(stored.token().facts().expiresAt())
                .isEqualTo(fixture.clock.instant().plus(RenewalFixture.LIFETIME));
        assertThat(stored.renewAt()).isAfter(fixture.clock.instant());
    }

    @Test
    void a_rotated_refresh_token_replaces_the_spent_one() {
        SettingsKey key = fixture.save("acme", "refresh_token", 1);

        assertThat(renew()).isEqualTo(Result.RENEWED);

        assertThat(fixture.requests.get(0).grant()).isEqualTo(new TokenGrant.RefreshToken("rt-1", "chain"));
        assertThat(fixture.open(Purpose.SETTINGS, key, fixture.storedOAuth2(key).secrets())
                        .refreshToken())
                .isEqualTo("rt-2");
        assertThat(fixture.open(Purpose.SETTINGS, key, fixture.storedOAuth2(key).secrets())
                        .clientSecret())
                .isEqualTo("s3cr3t");
    }

    @Test
    void a_command_that_came_meanwhile_stays_in_force() {
        SettingsKey key = fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> {
            fixture.save("acme", "client_credentials", 2);
            return fixture.granted("too-late", null);
        };

        assertThat(renew()).isEqualTo(Result.OVERTAKEN);

        assertThat(fixture.stored(key).commandId()).isEqualTo("command-2");
        assertThat(fixture.open(
                                Purpose.ACCESS_TOKEN,
                                key,
                                fixture.storedOAuth2(key).token().sealed())
                        .accessToken())
                .isEqualTo("old-token");
    }

    @Test
    void a_token_of_a_command_that_came_meanwhile_is_renewed_at_once_if_the_renewal_may_have_ended_it() {
        fixture.save("acme", "refresh_token", 1);
        fixture.tokenEndpoint = request -> {
            fixture.save("acme", "refresh_token", 2);
            fixture.clock.advance(Duration.ofSeconds(1));
            return fixture.granted("too-late", "rt-3");
        };

        assertThat(renew()).isEqualTo(Result.OVERTAKEN);

        assertThat(borrow(Duration.ZERO)).isPresent();
    }

    @Test
    void a_refused_refresh_token_is_not_presented_again_and_operators_see_why() {
        SettingsKey key = fixture.save("acme", "refresh_token", 1);
        fixture.tokenEndpoint = request -> new Refused(REFRESH_TOKEN_REFUSED, true);

        assertThat(renew()).isEqualTo(Result.STOPPED);

        assertThat(borrow(Duration.ofDays(999))).isEmpty();
        assertThat(tokensIn(State.STOPPED)).isEqualTo(1);
        assertThat(fixture.queue.stopReason(key)).contains(StopReason.REFRESH_TOKEN_REFUSED);
        assertThat(fixture.queue.error(key).orElseThrow()).contains("/oauth2/refresh_token", "invalid_grant");
    }

    @Test
    void a_refused_client_is_tried_again_after_a_pause_but_by_the_way_that_worked_alone() {
        fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Refused(CLIENT_REFUSED);

        assertThat(renew()).isEqualTo(Result.FAILED);
        assertThat(tokensIn(State.FAILING)).isEqualTo(1);
        assertThat(renew()).isEqualTo(Result.FAILED);

        assertThat(fixture.requests.get(0).authMethods().refused()).isEmpty();
        assertThat(fixture.requests.get(1).authMethods().refused())
                .containsExactlyInAnyOrder(AuthMethod.CLIENT_SECRET_BASIC, AuthMethod.CLIENT_SECRET_BASIC_RAW);
    }

    @Test
    void a_server_that_was_away_may_want_another_way_when_it_is_back() {
        fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Unavailable(
                new FieldMessage("/oauth2/token_url", "answered 503"), Duration.ofSeconds(1), Reason.ASKED);
        renew();

        renew();

        assertThat(fixture.requests.get(1).authMethods().refused()).isEmpty();
    }

    @Test
    void credentials_that_never_work_again_are_given_up_after_a_bounded_number_of_requests() {
        SettingsKey key = fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Refused(CLIENT_REFUSED);

        Result last = Result.FAILED;
        while (last == Result.FAILED) {
            last = renew();
        }

        assertThat(last).isEqualTo(Result.STOPPED);
        assertThat(fixture.requests).hasSize(20);
        assertThat(fixture.queue.stopReason(key)).contains(StopReason.TOO_MANY_FAILURES);
    }

    @Test
    void the_delay_that_a_token_endpoint_asks_for_is_honoured() {
        fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Unavailable(
                new FieldMessage("/oauth2/token_url", "answered 429"), Duration.ofMinutes(20), Reason.ASKED);

        assertThat(renew()).isEqualTo(Result.FAILED);

        assertThat(borrow(Duration.ofMinutes(19))).isEmpty();
        assertThat(borrow(Duration.ofMinutes(4))).isPresent();
    }

    @Test
    void a_token_endpoint_that_the_policy_refuses_by_now_is_not_dialled() {
        SettingsKey key = fixture.save("acme", "client_credentials", 1);
        fixture.dns.answering("login.example.com", "169.254.169.254");
        fixture.dns.resolve("login.example.com");

        assertThat(renew()).isEqualTo(Result.FAILED);

        assertThat(fixture.requests).isEmpty();
        assertThat(fixture.queue.error(key).orElseThrow()).contains("/oauth2/token_url");
    }

    @Test
    void secrets_that_do_not_open_are_our_own_trouble_and_count_as_no_failure() {
        fixture.save("acme", "client_credentials", 1);
        Due due = borrow(Duration.ofHours(1)).orElseThrow();
        RenewalFixture withOtherKeys = new RenewalFixture();
        SealedOAuth2 foreign = withOtherKeys.storedOAuth2(withOtherKeys.save("acme", "client_credentials", 1));
        SealedOAuth2 unreadable = new SealedOAuth2(
                due.oauth2().client(),
                foreign.secrets(),
                due.oauth2().token(),
                due.oauth2().renewAt());

        assertThat(fixture.renewer().renew(new Due(due.key(), due.version(), unreadable, 0, false)))
                .isEqualTo(Result.DEFERRED);

        assertThat(tokensIn(State.SCHEDULED)).isEqualTo(1);
        assertThat(borrow(Duration.ofMinutes(1))).map(Due::failures).contains(0);
    }

    @Test
    void an_endpoint_that_was_not_asked_counts_as_no_failure_however_often() {
        fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Unavailable(
                new FieldMessage("/oauth2/token_url", "is left alone for a while"),
                Duration.ofMinutes(5),
                Reason.NOT_ASKED);

        for (int i = 0; i < 50; i++) {
            assertThat(renew()).isEqualTo(Result.DEFERRED);
        }

        assertThat(borrow(Duration.ofMinutes(4))).isEmpty();
        assertThat(borrow(Duration.ofMinutes(2))).map(Due::failures).contains(0);
        assertThat(tokensIn(State.SCHEDULED)).isEqualTo(1);
    }

    @Test
    void a_success_ends_the_trouble() {
        fixture.save("acme", "client_credentials", 1);
        fixture.tokenEndpoint = request -> new Refused(CLIENT_REFUSED);
        renew();
        fixture.tokenEndpoint = request -> fixture.granted("new-token", null);

        assertThat(renew()).isEqualTo(Result.RENEWED);

        assertThat(tokensIn(State.SCHEDULED)).isEqualTo(1);
    }

    /** Waits until it is due and renews it. */
    private Result renew() {
        return fixture.renewer().renew(borrow(Duration.ofHours(8)).orElseThrow());
    }

    private long tokensIn(State state) {
        return fixture.queue.census(fixture.clock.instant()).byState().get(state);
    }

    private Optional<Due> borrow(Duration later) {
        fixture.clock.advance(later);
        Instant now = fixture.clock.instant();
        return InMemoryRenewalQueue.borrow(fixture.queue, now, now.plusSeconds(60));
    }
}
