package io.wasettings.processor.replay;

import io.wasettings.processor.lookup.CommandRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a replay would do, if it began now.
 *
 * @param matched commands that are meant
 * @param skipped those among them that are left out, by why
 * @param unknownIds ids of which nothing is known
 * @param first the first ones that would be sent
 */
public record ReplayPlan(int matched, Map<Skip, Integer> skipped, List<String> unknownIds, List<CommandRow> first) {

    /** How many would be sent. */
    public int sent() {
        return matched - skippedInAll();
    }

    /** How many would be left out. */
    public int skippedInAll() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Counts on the way. */
    static final class Draft {

        private static final int SHOWN = 100;

        private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
        private final List<String> first = new ArrayList<>();
        private final Set<String> unknown;
        private final long most;
        private int matched;
        private int sent;

        Draft(Selection selection) {
            this.unknown = new HashSet<>(selection.ids());
            this.most = selection.most();
        }

        /** Whether there is nothing more to learn: as many would be sent as may be, and all ids are known. */
        boolean isComplete() {
            return isFull() && unknown.isEmpty();
        }

        private boolean isFull() {
            return sent >= most;
        }

        /**
         * The next command that is meant. What comes after as many as may be sent is known, and no more.
         *
         * @param skip why it would be left out, or empty if it would not
         */
        void meet(Candidate candidate, Optional<Skip> skip) {
            unknown.removeIf(candidate::isNamed);
            if (!isFull()) {
                matched++;
                skip.ifPresentOrElse(reason -> skipped.merge(reason, 1, Integer::sum), () -> send(candidate));
            }
        }

        private void send(Candidate candidate) {
            sent++;
            if (first.size() < SHOWN) {
                first.add(candidate.identity());
            }
        }

        /** Identities of the first ones that would be sent. */
        List<String> first() {
            return first;
        }

        /** @param first the first ones that would be sent, as far as somebody wants to see them */
        ReplayPlan plan(List<CommandRow> first) {
            return new ReplayPlan(matched, skipped, unknown.stream().sorted().toList(), first);
        }
    }
}
