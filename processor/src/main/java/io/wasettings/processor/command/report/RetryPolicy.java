package io.wasettings.processor.command.report;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Schedule;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.RetryProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says whether, where and when a command is tried again. */
public final class RetryPolicy implements Schedule {

    /** A command that gives way waits on this retry topic at first, or on the last one if there are fewer. */
    private static final int ROOM_TIER = 2;

    /** It pauses for no longer than this, since what it gave way to may be done sooner. */
    private static final Duration LONGEST_FOR_ROOM = Duration.ofMinutes(1);

    /** Longer than commands wait on a retry topic that was left behind when the list of delays became shorter. */
    private static final Duration LONGEST_LEFT_BEHIND = Duration.ofDays(1);

    /** A command that waits untried pauses for at least this part of the time for which it has done so. */
    private static final int PAUSES = 4;

    private final RetryProperties settings;
    private final Clock clock;
    private final RandomGenerator random;

    public RetryPolicy(RetryProperties settings, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Where a command waits for its next attempt.
     *
     * @param tier the retry topic, counted from 1
     * @param due when the attempt is due
     */
    record Retry(int tier, Instant due) {}

    /**
     * The retry after a failed attempt; empty when all are spent.
     *
     * @param attempt the attempt that failed, counted from 1
     * @param retryAfter the least delay that was asked for, or null; honoured up to the longest delay
     */
    Optional<Retry> afterAttempt(int attempt, @Nullable Duration retryAfter) {
        if (attempt > settings.delays().size()) {
            return Optional.empty();
        }
        return Optional.of(retry(tier(attempt, retryAfter == null ? Duration.ZERO : retryAfter)));
    }

    /**
     * Where a command waits for a server that is left alone or busy; empty when it has waited for long enough. The
     * longer it has waited, the longer are the pauses, so that a long outage costs few deliveries.
     *
     * @param since when it was deferred first after its last attempt, or null
     * @param retryAfter how long another attempt would be in vain, or null
     */
    Optional<Retry> forServer(@Nullable Instant since, @Nullable Duration retryAfter) {
        return untried(since, retryAfter == null ? Duration.ZERO : retryAfter, settings.maxDeferral());
    }

    /**
     * Where a command waits for something of this service's own; empty when it has waited for as long as all its
     * retries would take together: from then on its attempts count, so that it comes to an end.
     *
     * @param since when it was deferred first, or null
     */
    Optional<Retry> forService(@Nullable Instant since) {
        return untried(since, Duration.ZERO, settings.delays().stream().reduce(Duration.ZERO, Duration::plus));
    }

    private Optional<Retry> untried(@Nullable Instant since, Duration retryAfter, Duration longest) {
        if (waited(since).compareTo(longest) >= 0) {
            return Optional.empty();
        }
        return Optional.of(retry(tier(1, Collections.max(List.of(retryAfter, part(since))))));
    }

    /**
     * Where a command waits for others to leave it room. The longer it has waited, the longer are the pauses, so that a
     * backlog is not written again and again. But none is longer than that of its topic's retries, which are read in
     * order and so would wait behind it.
     *
     * @param since when it gave way first, or null
     */
    Retry forRoom(@Nullable Instant since) {
        Duration part = Collections.min(List.of(part(since), LONGEST_FOR_ROOM));
        int first = Math.min(ROOM_TIER, settings.delays().size());
        int tier = tier(first, part);
        return retry(tier, Collections.min(List.of(delay(tier), Collections.max(List.of(part, delay(first))))));
    }

    private Duration part(@Nullable Instant since) {
        return waited(since).dividedBy(PAUSES);
    }

    private Duration waited(@Nullable Instant since) {
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** The first retry topic from there on with at least that delay, or the last one. */
    private int tier(int first, Duration least) {
        int tier = first;
        while (tier < settings.delays().size() && delay(tier).compareTo(least) < 0) {
            tier++;
        }
        return tier;
    }

    /**
     * When a delivery may start: at once, but one of a retry topic when its headers say, and no later than this policy
     * would have it by a clock that is as far ahead of the broker's as clocks may be. If the headers say nothing, as
     * this policy would have it by the broker's clock. Never blocks.
     */
    @Override
    public Instant dueAt(Delivery delivery) {
        if (delivery.tier() == 0) {
            return Instant.EPOCH;
        }
        Instant latest = Instant.ofEpochMilli(delivery.timestamp()).plus(longestWait(delivery.tier()));
        return RetryHeaders.read(delivery.lastHeaders())
                .map(RetryHeaders::due)
                .map(due -> Collections.min(List.of(due, latest.plus(Delivery.CLOCKS_APART))))
                .orElse(latest);
    }

    private Duration longestWait(int tier) {
        return tier <= settings.delays().size() ? settings.longest(tier) : LONGEST_LEFT_BEHIND;
    }

    private Retry retry(int tier) {
        return retry(tier, delay(tier));
    }

    private Retry retry(int tier, Duration pause) {
        return new Retry(tier, clock.instant().plus(settings.lengthened(pause, random.nextDouble())));
    }

    private Duration delay(int tier) {
        return settings.delays().get(tier - 1);
    }
}
