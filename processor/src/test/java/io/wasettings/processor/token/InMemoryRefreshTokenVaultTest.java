package io.wasettings.processor.token;

class InMemoryRefreshTokenVaultTest extends RefreshTokenVaultContract {

    private final RefreshTokenVault vault = new InMemoryRefreshTokenVault();

    @Override
    RefreshTokenVault vault() {
        return vault;
    }
}
