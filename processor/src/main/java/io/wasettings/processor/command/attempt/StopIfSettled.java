package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.store.CommandStore;
import java.util.function.Function;

/**
 * Ends an attempt at a command that another process has decided while this one called the partner, which takes its
 * time: a late save must not contradict that decision.
 */
final class StopIfSettled implements Function<Probed, Step<Probed>> {

    private final CommandStore commands;

    StopIfSettled(CommandStore commands) {
        this.commands = commands;
    }

    @Override
    public Step<Probed> apply(Probed probed) {
        Submitted command = probed.authorized().command();
        return commands.standing(command.ref())
                .filter(command::isSettledBy)
                .<Step<Probed>>map(standing -> Step.ended(new Settled(standing)))
                .orElseGet(() -> Step.at(probed));
    }
}
