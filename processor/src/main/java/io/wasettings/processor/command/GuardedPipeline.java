package io.wasettings.processor.command;

import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Servers;

/** Attempts at commands: whatever goes wrong in one is an outcome like any other. */
final class GuardedPipeline {

    private final CommandPipeline pipeline;

    GuardedPipeline(CommandPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Carries it out, and notes whether its servers are busy. */
    Attempted attempt(Opened command, Servers servers) {
        try {
            Attempted attempted = pipeline.process(command, servers);
            if (attempted.outcome().awaitsServer()) {
                servers.busy();
            }
            return attempted;
        } catch (RuntimeException e) {
            return OurFault.of(e);
        }
    }
}
