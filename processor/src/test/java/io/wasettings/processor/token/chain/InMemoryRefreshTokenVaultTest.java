package io.wasettings.processor.token.chain;

import java.time.Duration;

class InMemoryRefreshTokenVaultTest extends RefreshTokenVaultContract {

    private final RefreshTokenVault vault = new InMemoryRefreshTokenVault(clock, Duration.ofSeconds(3));

    @Override
    RefreshTokenVault vault() {
        return vault;
    }
}
