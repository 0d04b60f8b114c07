package io.wasettings.processor.token.chain;

import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.testkit.RotatingServer;
import org.junit.jupiter.api.AfterEach;

/** Exchanges with a server that gives a new refresh token each time, and what is kept of them in memory. */
abstract class RefreshTokenSuite {

    final TokenFixture fixture = new TokenFixture();
    final RotatingServer server = new RotatingServer();

    @AfterEach
    void close() {
        server.close();
        fixture.close();
    }

    TokenResult fetch(String requester, String refreshToken) {
        return fixture.fetch(TokenFixture.refreshToken(server.port(), requester, refreshToken));
    }
}
