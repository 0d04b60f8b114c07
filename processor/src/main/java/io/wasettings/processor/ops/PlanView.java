package io.wasettings.processor.ops;

import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.replay.ReplayPlan;
import java.util.List;

/**
 * What a replay would do, as operators see it.
 *
 * @param items the first ones that would be sent
 */
record PlanView(int matched, int sent, List<Skipped> skipped, List<String> unknownIds, List<CommandRow> items) {

    /** How many are left out, and why. */
    record Skipped(String reason, int count) {}

    static PlanView of(ReplayPlan plan) {
        return new PlanView(
                plan.matched(),
                plan.sent(),
                plan.skipped().entrySet().stream()
                        .map(each -> new Skipped(each.getKey().reason(), each.getValue()))
                        .toList(),
                plan.unknownIds(),
                plan.first());
    }
}
