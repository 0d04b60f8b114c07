package io.wasettings.processor.replay;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How long the commands of a replay wait before they start, so that all of them are sent by then: a replay that goes as
 * fast as it can would have to share processors and store with what it has sent already.
 */
final class HeadStart {

    /** What fails by itself meanwhile waits behind those commands, on the same retry topic. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    private HeadStart() {}

    /** By how much that replay, which begins now or goes on, is ahead of its commands. */
    static Duration of(Replay replay) {
        ReplayRequest request = replay.request();
        if (request.selection().byId() || !request.isHurried()) {
            return Duration.ZERO;
        }
        Duration needed = Duration.ofSeconds(replay.unsent()).dividedBy(ReplayRequest.UNHINDERED_RATE);
        return Collections.min(List.of(needed, LONGEST));
    }
}
