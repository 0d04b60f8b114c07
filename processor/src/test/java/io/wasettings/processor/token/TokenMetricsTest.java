package io.wasettings.processor.token;

import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TokenMetricsTest {

    private static final Step GOOD = reply(200, "{\"access_token\": \"at\", \"refresh_token\": \"rt-2\"}");

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @Test
    void every_request_is_counted_by_what_it_came_to_and_timed() {
        clientCredentials(reply(401, ""), GOOD);
        clientCredentials(reply(402, ""));
        clientCredentials(Replies.close());

        assertThat(requests("client_credentials", "client_refused").count()).isEqualTo(1);
        assertThat(requests("client_credentials", "granted").count()).isEqualTo(1);
        assertThat(requests("client_credentials", "refused").count()).isEqualTo(1);
        assertThat(requests("client_credentials", "unavailable").count()).isEqualTo(1);
        assertThat(requests("client_credentials", "granted").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void the_grants_are_told_apart() {
        try (ScriptedServer server = ScriptedServer.start(GOOD)) {
            fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));
        }

        assertThat(requests("refresh_token", "granted").count()).isEqualTo(1);
    }

    @Test
    void a_refresh_token_that_an_interrupted_exchange_spent_is_counted() {
        try (ScriptedServer server =
                ScriptedServer.start(Replies.close(), reply(400, "{\"error\": \"invalid_grant\"}"))) {
            fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));
            fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));
        }

        assertThat(fixture.meters
                        .get("wa.settings.token.interruptions")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void clientCredentials(Step... answers) {
        try (ScriptedServer server = ScriptedServer.start(answers)) {
            fixture.fetch(TokenFixture.clientCredentials(server.port()));
        }
    }

    private Timer requests(String grant, String outcome) {
        return fixture.meters
                .get("wa.settings.token.requests")
                .tags("grant", grant, "outcome", outcome)
                .timer();
    }
}
