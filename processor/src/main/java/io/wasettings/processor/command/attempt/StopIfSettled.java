package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.store.CommandLedger;
import java.util.function.Function;

/**
 * Calls to partners take their time. What another process decided meanwhile must not be contradicted by a late save.
 */
final class StopIfSettled implements Function<Authorized, Step<Authorized>> {

    private final CommandLedger ledger;

    StopIfSettled(CommandLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Step<Authorized> apply(Authorized command) {
        return ledger.decision(command.command().ref())
                .filter(command.command()::isSettledBy)
                .<Step<Authorized>>map(decision -> Step.ended(new Settled(decision)))
                .orElseGet(() -> Step.at(command));
    }
}
