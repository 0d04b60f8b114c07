package io.wasettings.processor.command.attempt;

import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.token.Token;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what is in force working after an attempt that got a token and did not put it in force: if both are of one
 * chain of refresh tokens, the server may have ended the token in force when it granted the other.
 */
final class RenewInForce implements Consumer<Authorized> {

    private final RenewalQueue renewals;

    RenewInForce(RenewalQueue renewals) {
        this.renewals = renewals;
    }

    @Override
    public void accept(Authorized attempted) {
        attempted
                .credential()
                .<Optional<Token>>fold(bearer -> Optional.empty(), granted -> Optional.of(granted.token()))
                .ifPresent(token -> renew(attempted.command(), token));
    }

    private void renew(Submitted command, Token token) {
        if (token.chain() != null) {
            renewals.hasten(command.key(), token.chain(), token.facts().obtainedAt());
        }
    }
}
