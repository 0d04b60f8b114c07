package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.wasettings.common.SecretBox;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchedKeySourceTest {

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

    @Test
    void without_any_keys_nothing_is_sealed() {
        try (ScriptedServer server = ScriptedServer.start(Replies.reply(200, "<html>"))) {
            SealingKeySource keys = source(server);

            assertThatThrownBy(keys::current)
                    .isInstanceOf(SealingKeysUnavailableException.class)
                    .hasMessageContaining("/.well-known/jwks.json");
        }
    }

    private SealingKeySource source(ScriptedServer server) {
        return new FetchedKeySource(URI.create("http://127.0.0.1:" + server.port() + "/.well-known/jwks.json"), clock);
    }

    private static String kid(SecretBox box) {
        return box.publicKeys().getKeys().stream()
                .findFirst()
                .map(JWK::getKeyID)
                .orElseThrow();
    }
}
