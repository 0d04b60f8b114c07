package io.wasettings.processor.ops;

import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Selection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay as operators see it.
 *
 * @param rate commands a second
 * @param filter which commands were meant, as an order that would mean the same; of very many ids it has some
 */
record ReplayView(
        String id,
        String requestedBy,
        Instant requestedAt,
        @Nullable String reason,
        int rate,
        Map<String, Object> filter,
        String state,
        int matched,
        int sent,
        int skipped,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        Outcomes outcomes) {

    private static final int SHOWN_IDS = 100;

    static ReplayView of(Replay replay) {
        ReplayRequest request = replay.request();
        Replay.Ending ending = replay.ending();
        return new ReplayView(
                replay.id(),
                request.requestedBy(),
                replay.requestedAt(),
                request.reason(),
                request.ratePerSecond(),
                filter(request.selection()),
                replay.state().wireName(),
                replay.progress().matched(),
                replay.sent(),
                replay.skipped(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.problem(),
                replay.progress().outcomes());
    }

    private static Map<String, Object> filter(Selection meant) {
        Map<String, Object> filter = new LinkedHashMap<>();
        if (!meant.ids().isEmpty()) {
            filter.put("ids", meant.ids().stream().sorted().limit(SHOWN_IDS).toList());
        }
        filter.putAll(meant.terms());
        if (meant.isOpen()) {
            filter.put("all", true);
        }
        return filter;
    }
}
