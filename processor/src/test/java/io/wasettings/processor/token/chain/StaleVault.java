package io.wasettings.processor.token.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows an outdated chain to the first who borrows it, as after a loan that ran out. */
final class StaleVault implements RefreshTokenVault {

    private final RefreshTokenVault vault;
    private String stale;

    StaleVault(RefreshTokenVault vault, String stale) {
        this.vault = vault;
        this.stale = stale;
    }

    @Override
    public Optional<RefreshTokenChain> find(List<String> ids) {
        return vault.find(ids);
    }

    @Override
    public boolean hidesChains() {
        return vault.hidesChains();
    }

    @Override
    public Optional<RefreshTokenChain> borrow(String id, String holder, Instant until) {
        Optional<RefreshTokenChain> borrowed = vault.borrow(id, holder, until);
        Optional<RefreshTokenChain> shown =
                stale == null ? borrowed : Optional.of(new RefreshTokenChain(id, stale, null, false));
        stale = null;
        return shown;
    }

    @Override
    public void keep(RefreshTokenChain chain, String holder) {
        vault.keep(chain, holder);
    }

    @Override
    public boolean giveBack(String id, String holder, boolean inDoubt) {
        return vault.giveBack(id, holder, inDoubt);
    }
}
