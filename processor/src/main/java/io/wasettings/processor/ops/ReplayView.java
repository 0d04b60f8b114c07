package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replay as operators see it. In JSON all parts but filter and outcomes are members of one object. */
record ReplayView(
        String id,
        @JsonUnwrapped Asked asked,
        Filter filter,
        @JsonUnwrapped Progress progress,
        Outcomes outcomes) {

    private static final int SHOWN_IDS = 100;

    /** Who asked for it, when and why. */
    record Asked(
            String requestedBy,
            Instant requestedAt,
            @Nullable String reason,
            int rate) {}

    /** How far it is, and how it ended. */
    record Progress(
            String state,
            int matched,
            int sent,
            int skipped,
            @Nullable Instant finishedAt,
            @Nullable String problem) {}

    /** What was asked for, without what was not said; as many members as an order has. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Filter(
            @Nullable List<String> ids,
            @Nullable String source,
            @Nullable String partner,
            @Nullable String key,
            @Nullable Integer code,
            @Nullable String step,
            @Nullable String host,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Boolean parked,
            @Nullable Integer limit,
            @Nullable Boolean all) {

        static Filter of(Selection selection) {
            CommandFilter filter = selection.filter();
            boolean all = selection.ids().isEmpty() && filter.isOpen();
            return new Filter(
                    selection.ids().isEmpty()
                            ? null
                            : selection.ids().stream().sorted().limit(SHOWN_IDS).toList(),
                    selection.source(),
                    filter.partner(),
                    filter.key(),
                    filter.code(),
                    filter.step(),
                    filter.host(),
                    filter.since(),
                    filter.until(),
                    filter.parked(),
                    selection.limit() == 0 ? null : selection.limit(),
                    all ? Boolean.TRUE : null);
        }
    }

    static ReplayView of(Replay replay) {
        Replay.Ending ending = replay.ending();
        return new ReplayView(
                replay.id(),
                new Asked(
                        replay.request().requestedBy(),
                        replay.requestedAt(),
                        replay.request().reason(),
                        replay.request().ratePerSecond()),
                Filter.of(replay.request().selection()),
                new Progress(
                        replay.state(),
                        replay.progress().matched(),
                        replay.sent(),
                        replay.skipped(),
                        ending == null ? null : ending.at(),
                        ending == null ? null : ending.problem()),
                replay.progress().outcomes());
    }
}
