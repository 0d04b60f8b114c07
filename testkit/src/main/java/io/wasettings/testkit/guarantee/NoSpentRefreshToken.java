package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.RotatingTokens.Reuse;
import io.wasettings.testkit.guarantee.Recorded.RefreshTokens;
import java.time.Duration;

/**
 * No refresh token is presented that an exchange has spent, except in the one window that nobody can close: an answer
 * that was lost between the server and the vault, because something was killed or cut just then.
 */
public final class NoSpentRefreshToken implements Guarantee {

    /** How long an answer may take to be kept; what is killed before that may be lost. */
    private static final Duration UNSAFE_AFTER_EXCHANGE = Duration.ofSeconds(2);

    /** How far the two clocks may be apart that tell of an exchange and of an interruption. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    @Override
    public void verify(Recorded world) {
        assertThat(world.refreshTokens().reuses())
                .allSatisfy(reuse -> assertThat(isExcused(reuse, world.refreshTokens()))
                        .as("%s was presented although its exchange was not interrupted", reuse)
                        .isTrue());
    }

    private static boolean isExcused(Reuse reuse, RefreshTokens presented) {
        return presented.interruptions().stream()
                .anyMatch(interruption -> !interruption.isBefore(reuse.spentAt().minus(TOLERANCE))
                        && interruption.isBefore(reuse.spentAt().plus(UNSAFE_AFTER_EXCHANGE)));
    }
}
