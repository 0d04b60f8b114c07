package io.wasettings.processor.token.chain;

class InMemoryRefreshTokenVaultTest extends RefreshTokenVaultContract {

    private final RefreshTokenVault vault = new InMemoryRefreshTokenVault();

    @Override
    RefreshTokenVault vault() {
        return vault;
    }
}
