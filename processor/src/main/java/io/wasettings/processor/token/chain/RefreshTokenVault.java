package io.wasettings.processor.token.chain;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps chains of refresh tokens, sealed, and lends each to one exchange at a time across all processes.
 *
 * <p>{@link #find} and {@link #borrow} throw {@link UnreadableChainException} if no key opens the chain. All methods
 * throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface RefreshTokenVault {

    /** The chain known by one of these ids, the first that is found. */
    Optional<RefreshTokenChain> find(List<String> ids);

    /**
     * Whether there are chains that cannot be found, because their ids were made with a key that this process has not
     * got. A token whose chain is not found may then be the spent beginning of one of them.
     */
    boolean hidesChains();

    /**
     * Borrows the chain for an exchange, creating it if need be. From now on it is in doubt, until it is kept or given
     * back.
     *
     * <p>A loan that ran out goes on for a while, once, when somebody asks for the chain: its holder may live, and have
     * been kept by the store alone, which is back only now, from keeping what it brought.
     *
     * @param holder who borrows
     * @param until when the loan ends by itself, should the holder die
     * @return the chain as it was before; empty while somebody else has it
     */
    Optional<RefreshTokenChain> borrow(String id, String holder, Instant until);

    /**
     * Keeps what an exchange brought, durably, and ends the holder's loan. Who has lost the loan meanwhile keeps it all
     * the same, unless what a later exchange brought is there already.
     */
    void keep(RefreshTokenChain chain, String holder);

    /**
     * Ends the holder's loan without news.
     *
     * @param inDoubt whether the exchange may have happened although no answer came
     * @return whether the loan was still the holder's
     */
    boolean giveBack(String id, String holder, boolean inDoubt);
}
