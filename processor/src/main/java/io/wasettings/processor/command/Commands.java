package io.wasettings.processor.command;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.CommandReader;
import io.wasettings.processor.command.report.Case;
import io.wasettings.processor.command.report.Reporter;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes deliveries through their life: read, opened, looked up in the store, carried out by the pipeline, reported.
 *
 * <p>A command that was decided before is not carried out again; its outcome is told again. Only a replay reopens one
 * that failed. What comes under the name of another command is refused, and changes nothing of that one.
 */
final class Commands implements CommandHandler {

    private final CommandReader reader;
    private final Identity identity;
    private final CommandPipeline pipeline;
    private final Reporter reporter;
    private final UnreadableRecords unreadableRecords;
    private final Traces traces;
    private final Clock clock;

    Commands(
            CommandReader reader,
            Identity identity,
            CommandPipeline pipeline,
            Reporter reporter,
            Traces traces,
            Clock clock) {
        this.reader = reader;
        this.identity = identity;
        this.pipeline = pipeline;
        this.reporter = reporter;
        this.unreadableRecords = new UnreadableRecords(reader, identity, reporter);
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers servers) {
        return lead(delivery, command -> attempt(command, servers));
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        return lead(delivery, any -> OurFault.abandoned());
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        return lead(delivery, any -> OurFault.brokenOff());
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        return read("defer command", delivery, this::defer);
    }

    /** The way of every delivery that comes to an outcome: read, opened, recognised, reported. */
    private CompletionStage<Void> lead(Delivery delivery, Function<Opened, Attempted> comesTo) {
        return read("process command", delivery, received -> open(received, comesTo));
    }

    private CompletionStage<Void> read(String what, Delivery delivery, Function<Case, CompletionStage<Void>> readable) {
        Instant began = clock.instant();
        return reader.read(delivery)
                .fold(
                        command -> inTrace(what, new Case(delivery, command, began), readable),
                        unreadable -> unreadableRecords.giveUp(delivery, unreadable, began));
    }

    private CompletionStage<Void> open(Case received, Function<Opened, Attempted> comesTo) {
        Opened opened = reader.open(received.command().submitted());
        Case warned = received.with(received.command().warned(opened.unused()));
        Supplier<CompletionStage<Void>> now = () -> recognise(warned, opened, comesTo);
        // Nothing is noted or told of it: what it holds is not known here, so nobody could tell it from another one.
        return reader.opensElsewhere(opened) ? reporter.deferLocked(warned, now) : now.get();
    }

    private CompletionStage<Void> recognise(Case received, Opened opened, Function<Opened, Attempted> comesTo) {
        Optional<Known> known;
        try {
            known = identity.recognise(opened);
        } catch (RuntimeException e) {
            return reporter.report(received, OurFault.of(e));
        }
        if (known.isEmpty()) {
            return reporter.refuse(received);
        }
        Command command = received.command().with(known.get());
        Case recognised = received.with(command);
        Optional<ToldStatus> end = known.get().standing().filter(command::isSettledBy);
        return end.isPresent()
                ? reporter.repeat(recognised, end.get())
                : reporter.report(recognised, comesTo.apply(opened.with(command.submitted())));
    }

    /** Whatever goes wrong in an attempt is an outcome like any other. */
    private Attempted attempt(Opened command, Servers servers) {
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

    private CompletionStage<Void> defer(Case received) {
        Delivery delivery = received.delivery();
        if (delivery.tier() == 0) {
            note(reader.open(received.command().submitted()));
        }
        return reporter.defer(received, () -> lead(delivery, any -> OurFault.tooLargeToWait()));
    }

    /** Its producer may publish it again, and that may be carried out before this one comes back. */
    private void note(Opened appeared) {
        if (!reader.opensElsewhere(appeared)) {
            identity.note(appeared);
        }
    }

    /** Does work in a span of the command's trace, with its names on every line of the log. */
    private CompletionStage<Void> inTrace(String what, Case received, Function<Case, CompletionStage<Void>> work) {
        Command command = received.command();
        Trace trace = traces.begin(what, SpanKind.CONSUMER, command.traceparent())
                .with("wa.command_id", command.ref().id())
                .with("wa.partner", command.key().partner());
        String context = trace.traceparent();
        return trace.endWith(CommandContext.of(command.ref().id(), context)
                .within(() -> trace.run(() -> work.apply(received.traced(context)))));
    }
}
