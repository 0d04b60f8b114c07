package io.wasettings.processor.cli;

import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayPlan;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Replays;
import io.wasettings.processor.replay.Selection;
import io.wasettings.processor.replay.Selection.Mistake;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: puts failed commands onto the first retry topic, with their ids and versions. */
@Command(
        name = "replay",
        description = "Replays failed commands. Safe to repeat: what is in force and newer stays.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all matching commands, up to the limit, were put onto the retry topic, except those skipped",
            "1:the replay ended early, or an id is unknown",
            "2:misuse, too many replays are running, or the broker or the store does not answer"
        })
final class ReplayCommand extends PropertiesCommand {

    private static final int TOO_MANY_RUNNING = 2;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(names = "--all", description = "All that failed; needed where no filter narrows.")
    private boolean all;

    @Option(
            names = "--id",
            paramLabel = "COMMAND_ID",
            description = "That command, parked or not. Repeatable; excludes filters.")
    private Set<String> ids = Set.of();

    @Option(names = "--source", description = "With --id: their producer, where several used those ids.")
    private @Nullable String source;

    @Option(
            names = "--parked",
            description =
                    "Parked ones, too, along with the others: those replayed as often as allowed, or parked by hand."
                            + " Narrows nothing: needs a filter or --all as well.")
    private boolean parked;

    @Option(names = "--limit", paramLabel = "N", description = "At most that many, the oldest first.")
    private @Nullable Integer limit;

    @Option(names = "--dry-run", description = "Lists what would be replayed and what not, and does nothing.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "At most N a second; default ${DEFAULT-VALUE}.")
    private int rate = ReplayRequest.DEFAULT_RATE;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private @Nullable String reason;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks, for the record; default the user's name.")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String operator;

    @Option(names = "--json", description = "With --dry-run: one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        Selection meant = selection();
        require(ReplayRequest.takesRate(rate), "--rate must be 1 to " + ReplayRequest.HIGHEST_RATE);
        require(
                ReplayRequest.takesReason(reason),
                "--reason must have at most " + ReplayRequest.LONGEST_REASON + " characters");
        return with(context -> dryRun ? list(context, meant) : replay(context, meant));
    }

    private Selection selection() {
        CommandFilter narrowed = filter.filter(Set.of(), parked ? Boolean.TRUE : null);
        if (limit != null) {
            requireLimit(limit);
        }
        Selection meant = new Selection(ids, source, narrowed, limit == null ? 0 : limit);
        meant.mistake(all).ifPresent(mistake -> require(false, correction(mistake)));
        require(source == null || !ids.isEmpty(), FilterOptions.SOURCE_WITHOUT_ID);
        return meant;
    }

    private static String correction(Mistake mistake) {
        return switch (mistake) {
            case NOTHING -> "Say what is meant: --id, a filter such as --partner, or --all";
            case ALL_AND_SOME -> "--all excludes --id and filters";
            case IDS_AND_FILTER -> FilterOptions.EXCLUDED_BY_ID;
            case TOO_MANY_IDS -> "--id must be there at most " + Selection.MOST_IDS + " times";
        };
    }

    private int list(ConfigurableApplicationContext context, Selection meant) {
        ReplayPlan plan = context.getBean(Replays.class).plan(meant);
        CommandFormat.of(json).print(plan.first(), out());
        String atLimit = limit != null && plan.sent() >= limit ? " up to the limit" : "";
        err().printf("%d matched%s, %d would be sent%n", plan.matched(), atLimit, plan.sent());
        plan.skipped().forEach((skip, count) -> err().printf("%d skipped: %s%n", count, skip.reason()));
        return unknown(plan);
    }

    private int unknown(ReplayPlan plan) {
        plan.unknownIds().forEach(id -> err().println("replay: " + FilterOptions.unknown(id, source)));
        return plan.unknownIds().isEmpty() ? 0 : 1;
    }

    private int replay(ConfigurableApplicationContext context, Selection meant) {
        OperatorProgram.requireBroker(context);
        Replays replays = context.getBean(Replays.class);
        int unknown = meant.ids().isEmpty() ? 0 : unknown(replays.plan(meant));
        Replay begun =
                replays.begin(new ReplayRequest(meant, rate, reason, operator)).orElse(null);
        if (begun == null) {
            err().println("replay: " + Replays.MOST_RUNNING
                    + " replays are running; wait for one of them, or cancel it with \"replays --id ID --cancel\"");
            return TOO_MANY_RUNNING;
        }
        out().printf("replay %s: %d matched%n", begun.id(), begun.progress().matched());
        Replay ended = awaitEnd(context, replays, begun);
        ReplaysCommand.print(ended, out());
        return ended.isComplete() ? unknown : 1;
    }

    private Replay awaitEnd(ConfigurableApplicationContext context, Replays replays, Replay begun) {
        try {
            Replay replay = new ReplayEnd(replays, () -> OperatorProgram.requireBroker(context)).await(begun);
            if (!replay.finished()) {
                sayWhoGoesOn(begun);
            }
            return replay;
        } catch (AwayException | StoreUnavailableException e) {
            sayWhoGoesOn(begun);
            throw e;
        }
    }

    private void sayWhoGoesOn(Replay replay) {
        String cancel = "replays --id " + replay.id() + " --cancel";
        err().println("replay: " + replay.id() + " has not ended here: a processor continues it, unless \"" + cancel
                + "\" ends it");
    }
}
