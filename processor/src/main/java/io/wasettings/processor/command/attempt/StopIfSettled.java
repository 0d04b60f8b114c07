package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.store.CommandStore;
import java.util.function.Function;

/**
 * Calls to partners take their time. What another process decided meanwhile must not be contradicted by a late save.
 */
final class StopIfSettled implements Function<Authorized, Step<Authorized>> {

    private final CommandStore commands;

    StopIfSettled(CommandStore commands) {
        this.commands = commands;
    }

    @Override
    public Step<Authorized> apply(Authorized command) {
        return commands.standing(command.command().ref())
                .filter(command.command()::isSettledBy)
                .<Step<Authorized>>map(standing -> Step.ended(new Settled(standing)))
                .orElseGet(() -> Step.at(command));
    }
}
