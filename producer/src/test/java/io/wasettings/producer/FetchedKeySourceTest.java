package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.testkit.Latches;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchedKeySourceTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final MutableClock clock = new MutableClock();

    @Test
    void keys_are_fetched_once_and_again_after_five_minutes() {
        try (ScriptedServer server = ScriptedServer.start(
                Replies.reply(200, TestKeys.published("old")), Replies.reply(200, TestKeys.published("new")))) {
            SealingKeySource keys = source(server);

            assertThat(kid(keys.current())).isEqualTo("old");
            assertThat(kid(keys.current())).isEqualTo("old");
            clock.advance(Duration.ofMinutes(5));
            assertThat(kid(keys.current())).isEqualTo("new");
        }
    }

    @Test
    void the_last_keys_go_on_while_there_are_no_others_to_be_had() {
        try (ScriptedServer server =
                ScriptedServer.start(Replies.reply(200, TestKeys.published("old")), Replies.reply(503, ""))) {
            SealingKeySource keys = source(server);
            keys.current();
            clock.advance(Duration.ofMinutes(5));

            assertThat(kid(keys.current())).isEqualTo("old");
        }
    }

    @Test
    void while_the_last_keys_go_on_others_are_asked_for_now_and_then_only() {
        try (ScriptedServer server = ScriptedServer.start(
                Replies.reply(200, TestKeys.published("old")),
                Replies.reply(503, ""),
                Replies.reply(200, TestKeys.published("new")))) {
            SealingKeySource keys = source(server);
            keys.current();
            clock.advance(Duration.ofMinutes(5));

            keys.current();
            keys.current();
            assertThat(server.requests()).hasSize(2);

            clock.advance(Duration.ofSeconds(30));
            assertThat(kid(keys.current())).isEqualTo("new");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>, its answer is no JWK set with a P-256 key",
        "200, '{\"keys\": []}', its answer is no JWK set with a P-256 key",
        "421, '', it answered 421"
    })
    void without_any_keys_nothing_is_sealed_and_the_reason_is_told(int status, String body, String reason) {
        try (ScriptedServer server = ScriptedServer.start(Replies.reply(status, body))) {
            SealingKeySource keys = source(server);

            assertThatThrownBy(keys::current)
                    .isInstanceOf(SealingKeysUnavailableException.class)
                    .hasMessage("No sealing keys can be had from " + address(server) + ": " + reason);
        }
    }

    @Test
    void an_address_that_nobody_listens_at_is_told_without_its_password() {
        URI nobody = URI.create("http://user:pa55@127.0.0.1:1/keys");

        assertThatThrownBy(() -> new FetchedKeySource(nobody, clock, LONG).current())
                .isInstanceOf(SealingKeysUnavailableException.class)
                .hasMessage("No sealing keys can be had from http://127.0.0.1:1/keys: no connection came about");
    }

    @Test
    void a_host_whose_name_is_not_known_is_told() {
        // No label is that long, so nobody is asked for it.
        URI unknown = URI.create("http://" + "a".repeat(64) + ".example/keys");

        assertThatThrownBy(() -> new FetchedKeySource(unknown, clock, LONG).current())
                .isInstanceOf(SealingKeysUnavailableException.class)
                .hasMessageEndingWith(": its host's name is not known");
    }

    @Test
    void one_who_is_interrupted_while_it_waits_for_the_first_keys_is_told_so() {
        try (ScriptedServer server = ScriptedServer.start(Replies.silence())) {
            FutureTask<SecretBox> caller = new FutureTask<>(source(server)::current);
            Thread thread = new Thread(caller);
            thread.start();
            await().until(() -> server.requests().size() == 1);

            thread.interrupt();

            assertThat(caller)
                    .failsWithin(LONG.dividedBy(2))
                    .withThrowableThat()
                    .withCauseInstanceOf(SealingKeysUnavailableException.class)
                    .withMessageEndingWith(": this thread was interrupted while it waited");
        }
    }

    @Test
    void an_answer_that_stalls_after_its_head_is_given_up_and_cut_off() {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(conversation -> {
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            Replies.silence().answer(conversation);
            cutOff.countDown();
        })) {
            SealingKeySource keys = source(server, Duration.ofSeconds(3));

            assertThat(CompletableFuture.supplyAsync(keys::current))
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(SealingKeysUnavailableException.class)
                    .withMessageEndingWith(": it did not answer within 3 s");
            Latches.awaitQuietly(cutOff);
        }
    }

    @Test
    void an_answer_without_end_is_given_up_before_its_time() {
        try (ScriptedServer server =
                ScriptedServer.start(Replies.endless("HTTP/1.1 200 OK\r\n\r\n", " ".repeat(1000)))) {
            SealingKeySource keys = source(server, LONG.multipliedBy(10));

            assertThat(CompletableFuture.supplyAsync(keys::current))
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(SealingKeysUnavailableException.class);
        }
    }

    @Test
    void while_one_caller_waits_for_new_keys_the_others_go_on_with_the_last_ones() {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(
                Replies.reply(200, TestKeys.published("old")),
                Replies.after(answered, Replies.reply(200, TestKeys.published("new"))))) {
            SealingKeySource keys = source(server);
            keys.current();
            clock.advance(Duration.ofMinutes(5));

            CompletableFuture<SecretBox> first = CompletableFuture.supplyAsync(keys::current);
            await().until(() -> server.requests().size() == 2);
            String others = kid(keys.current());
            answered.countDown();

            assertThat(others).isEqualTo("old");
            assertThat(first).succeedsWithin(LONG).returns("new", FetchedKeySourceTest::kid);
        }
    }

    @Test
    void all_who_wait_for_the_first_keys_share_one_fetch() {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(Replies.after(answered, Replies.reply(503, "")))) {
            SealingKeySource keys = source(server);
            List<FutureTask<SecretBox>> callers = Stream.generate(() -> new FutureTask<>(keys::current))
                    .limit(3)
                    .toList();

            List<Thread> threads = callers.stream().map(Thread::new).toList();
            threads.forEach(Thread::start);
            await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            answered.countDown();

            assertThat(callers)
                    .allSatisfy(caller ->
                            assertThatThrownBy(caller::get).hasCauseInstanceOf(SealingKeysUnavailableException.class));
            assertThat(server.requests()).hasSize(1);
        }
    }

    private SealingKeySource source(ScriptedServer server) {
        return source(server, LONG);
    }

    private SealingKeySource source(ScriptedServer server, Duration patience) {
        return new FetchedKeySource(address(server), clock, patience);
    }

    private static URI address(ScriptedServer server) {
        return URI.create("http://127.0.0.1:" + server.port() + "/.well-known/jwks.json");
    }

    private static String kid(SecretBox box) {
        return box.keys().publicKeys().getKeys().stream()
                .findFirst()
                .map(JWK::getKeyID)
                .orElseThrow();
    }
}
