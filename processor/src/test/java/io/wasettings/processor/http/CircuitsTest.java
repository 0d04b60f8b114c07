package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitsTest {

    private static final Duration OPEN_FOR = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock();
    private final Circuits circuits = circuits(true, 100);
    private final PartnerHost place = new PartnerHost("acme", "partner.example.com", 80);
    private int made;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONNECT", "HANDSHAKE", "TIMEOUT", "BROKEN"})
    void a_server_that_keeps_failing_is_left_alone(Kind kind) {
        calls(4, failure(kind));

        assertThat(call(answer(200))).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
            assertThat(failure.retryAfter()).isEqualTo(OPEN_FOR);
            assertThat(failure.message()).isEqualTo("It failed.");
        });
        assertThat(made).isEqualTo(4);
        assertThat(circuits.open()).isEqualTo(1);
        assertThat(circuits.refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 599})
    void server_errors_open_the_circuit(int status) {
        calls(4, answer(status));

        assertThat(isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 408, 425, 429})
    void other_answers_show_that_the_server_is_there(int status) {
        calls(50, answer(status));

        assertThat(isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONNECT", "HANDSHAKE", "TIMEOUT", "BROKEN"},
            mode = Mode.EXCLUDE)
    void verdicts_and_failures_of_our_own_never_open_the_circuit(Kind kind) {
        calls(50, failure(kind));

        assertThat(isOpen()).isFalse();
    }

    @Test
    void failures_of_our_own_do_not_hide_those_of_the_server() {
        calls(3, failure(Kind.TIMEOUT));
        calls(50, failure(Kind.EGRESS_PROXY));
        calls(1, failure(Kind.TIMEOUT));

        assertThat(isOpen()).isTrue();
    }

    @Test
    void what_an_open_circuit_says_is_no_verdict_and_leaves_no_doubt_about_what_was_sent() {
        assertThat(Kind.CIRCUIT_OPEN.permanent()).isFalse();
        assertThat(Kind.CIRCUIT_OPEN.maybeProcessed()).isFalse();
        assertThat(Kind.NO_CONNECTION.permanent()).isFalse();
        assertThat(Kind.NO_CONNECTION.maybeProcessed()).isFalse();
        assertThat(Kind.CIRCUIT_OPEN.asked()).isFalse();
        assertThat(Kind.NO_CONNECTION.asked()).isFalse();
    }

    @Test
    void the_time_to_stay_away_shrinks_until_some_may_try() {
        calls(4, failure(Kind.CONNECT));
        clock.advance(Duration.ofSeconds(4));

        assertThat(call(answer(200)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(6)));

        clock.advance(Duration.ofSeconds(6));
        assertThat(call(answer(200))).isInstanceOf(Answer.class);
    }

    @Test
    void a_server_that_is_back_gets_all_calls_again() {
        calls(4, failure(Kind.CONNECT));
        clock.advance(OPEN_FOR);

        calls(2, answer(200));
        int before = made;
        calls(20, answer(200));

        assertThat(made).isEqualTo(before + 20);
        assertThat(circuits.open()).isZero();
    }

    @Test
    void a_server_that_is_still_away_is_left_alone_for_as_long_again() {
        calls(4, failure(Kind.CONNECT));
        clock.advance(OPEN_FOR);

        calls(2, failure(Kind.CONNECT));

        assertThat(call(answer(200)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(OPEN_FOR));
    }

    @Test
    void while_some_try_the_server_others_stay_away() {
        calls(4, failure(Kind.CONNECT));
        clock.advance(OPEN_FOR);

        Exchange other = circuits.call(
                place,
                () -> circuits.call(
                        place,
                        () -> circuits.call(place, () -> {
                            throw new AssertionError("one call too many");
                        })));

        assertThat(other).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
            assertThat(failure.retryAfter()).isEqualTo(OPEN_FOR);
        });
    }

    @Test
    void a_call_that_ends_in_a_bug_gives_its_permission_back() {
        calls(4, failure(Kind.CONNECT));
        clock.advance(OPEN_FOR);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> circuits.call(place, () -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(call(answer(200))).isInstanceOf(Answer.class);
    }

    @Test
    void partners_hosts_and_ports_are_kept_apart_and_paths_are_not() {
        calls(4, failure(Kind.CONNECT));

        assertThat(isCalled("acme", "http://partner.example.com:8443/token")).isTrue();
        assertThat(isCalled("acme", "http://other.example.com/token")).isTrue();
        assertThat(isCalled("globex", "http://partner.example.com/token")).isTrue();
        assertThat(isCalled("acme", "http://partner.example.com/webhook")).isFalse();
    }

    @Test
    void one_partners_healthy_calls_do_not_close_the_circuit_of_another() {
        for (int i = 0; i < 20; i++) {
            calls(1, failure(Kind.TIMEOUT));
            isCalled("globex", "http://partner.example.com/token");
        }

        assertThat(circuits.list()).extracting(OpenCircuit::partner).containsExactly("acme");
    }

    @Test
    void an_open_circuit_is_described_with_its_cause_from_the_first_time_it_opened() {
        calls(3, failure(Kind.CONNECT));
        calls(1, answer(503));
        Instant opened = clock.instant();
        clock.advance(OPEN_FOR);
        calls(2, answer(502));

        assertThat(circuits.list())
                .containsExactly(new OpenCircuit(
                        "acme",
                        "partner.example.com:80",
                        opened,
                        clock.instant().plus(OPEN_FOR),
                        "The server answered with status 502."));
    }

    @Test
    void beyond_the_limit_the_circuit_that_was_not_called_for_the_longest_is_forgotten() {
        Circuits few = circuits(true, 2);
        for (int i = 0; i < 4; i++) {
            few.call(place, () -> failure(Kind.CONNECT));
        }
        few.call(new PartnerHost("acme", "a.example.com", 80), () -> failure(Kind.CONNECT));
        assertThat(few.list()).hasSize(1);

        few.call(new PartnerHost("acme", "b.example.com", 80), () -> failure(Kind.CONNECT));

        assertThat(few.list()).isEmpty();
    }

    @Test
    void threads_that_fail_at_once_keep_to_the_limit_together() {
        Circuits few = new Circuits(new CircuitBreakerProperties(true, 50, 1, 1, OPEN_FOR, 2, 5), clock);

        List<CompletableFuture<Void>> threads = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> fail(few, "partner-" + thread, 200), command -> new Thread(command).start()))
                .toList();
        threads.forEach(CompletableFuture::join);

        assertThat(few.list()).hasSize(5);
    }

    @Test
    void a_partner_with_countless_failing_hosts_makes_no_other_partners_circuit_be_forgotten() {
        Circuits few = circuits(true, 5);
        for (int i = 0; i < 4; i++) {
            few.call(place, () -> failure(Kind.CONNECT));
        }

        for (int i = 0; i < 100; i++) {
            few.call(new PartnerHost("globex", i + ".example.com", 80), () -> failure(Kind.CONNECT));
        }

        assertThat(few.list()).extracting(OpenCircuit::partner).containsExactly("acme");
    }

    @Test
    void partners_whose_hosts_are_well_do_not_count_towards_the_limit() {
        Circuits few = circuits(true, 1);
        for (int i = 0; i < 4; i++) {
            few.call(place, () -> failure(Kind.CONNECT));
        }

        for (int i = 0; i < 100; i++) {
            few.call(new PartnerHost("partner-" + i, "a.example.com", 80), () -> answer(200));
        }

        assertThat(few.list()).hasSize(1);
    }

    @Test
    void switched_off_it_lets_everything_through() {
        Circuits off = circuits(false, 100);
        for (int i = 0; i < 50; i++) {
            off.call(place, () -> failure(Kind.CONNECT));
        }

        assertThat(off.call(place, () -> answer(200))).isInstanceOf(Answer.class);
    }

    private static void fail(Circuits circuits, String partner, int hosts) {
        for (int i = 0; i < hosts; i++) {
            circuits.call(new PartnerHost(partner, i + ".example.com", 80), () -> failure(Kind.CONNECT));
        }
    }

    private Circuits circuits(boolean enabled, int maxCircuits) {
        return new Circuits(new CircuitBreakerProperties(enabled, 50, 8, 4, OPEN_FOR, 2, maxCircuits), clock);
    }

    private void calls(int count, Exchange exchange) {
        for (int i = 0; i < count; i++) {
            call(exchange);
        }
    }

    private Exchange call(Exchange exchange) {
        return circuits.call(place, () -> {
            made++;
            return exchange;
        });
    }

    private boolean isCalled(String partner, String url) {
        return circuits.call(PartnerHost.of(partner, Targets.trusted(url)), () -> answer(200)) instanceof Answer;
    }

    private boolean isOpen() {
        return call(answer(200)) instanceof Failure failure && failure.kind() == Kind.CIRCUIT_OPEN;
    }

    private static Answer answer(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    private static Failure failure(Kind kind) {
        return new Failure(kind, "It failed.", null);
    }
}
