package io.wasettings.processor.command;

import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.Servers;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.service.mongo.StoreUnavailableException;

/** Attempts at commands: whatever goes wrong in one is an outcome like any other. */
final class GuardedPipeline {

    private final CommandPipeline pipeline;

    GuardedPipeline(CommandPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The command with what was sealed in it. */
    Command open(Command sealed) {
        return sealed.with(pipeline.open(sealed.submitted()));
    }

    /** Carries it out, and notes whether its servers are busy. */
    Attempted attempt(Command command, Servers servers) {
        try {
            Attempted attempted = pipeline.process(command.submitted(), servers);
            if (attempted.outcome().awaitsServer()) {
                servers.busy();
            }
            return attempted;
        } catch (StoreUnavailableException e) {
            return OurFault.storeUnavailable();
        } catch (RuntimeException e) {
            return OurFault.unexpected(e);
        }
    }
}
