package io.wasettings.processor.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.ProcessorProcess;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.guarantee.Guarantee;
import io.wasettings.testkit.guarantee.NewestInForce;
import io.wasettings.testkit.guarantee.NoSpentRefreshToken;
import io.wasettings.testkit.guarantee.NothingLost;
import io.wasettings.testkit.guarantee.OneOutcome;
import io.wasettings.testkit.guarantee.StatusesAgree;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A processor dies at each step between the token endpoint's answer and the commit of the offset, over a token endpoint
 * that rotates refresh tokens and revokes the family when a spent one is presented. The process that comes next
 * finishes the command, and is the one that dies in the next test.
 */
@Tag("once")
class CrashIT {

    private static final CrashWorld WORLD = new CrashWorld();
    private static ProcessorProcess processor;

    @AfterAll
    static void close() {
        if (processor != null) {
            processor.close();
        }
        WORLD.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BEFORE_TOKEN_IS_KEPT")
    void after_a_restart_the_settings_are_applied_with_the_newest_refresh_token(CrashPoint point) {
        crashAndRestart(point);

        assertThat(WORLD.status(point)).containsEntry("state", "applied");
        RotatingServer server = WORLD.tokenEndpoint(point);
        assertThat(server.presented()).as("no spent one").containsExactly("rt-1");
        assertThat(server.revoked()).isFalse();
        assertThat(WORLD.storedRefreshToken(point)).isEqualTo(server.newest()).isEqualTo("rt-2");
    }

    @AfterEach
    void what_always_holds() throws Exception {
        Guarantee.verifyAll(
                WORLD.recorded(),
                new NothingLost(),
                new OneOutcome(),
                new NewestInForce(),
                new StatusesAgree(),
                new NoSpentRefreshToken());
    }

    @Test
    void a_token_that_was_lost_before_it_could_be_kept_is_told_as_what_it_is() {
        CrashPoint point = CrashPoint.BEFORE_TOKEN_IS_KEPT;

        crashAndRestart(point);

        Document status = WORLD.status(point);
        assertThat(status).containsEntry("state", "rejected").containsEntry("code", 2011);
        assertThat(status.getList("errors", Document.class).get(0))
                .containsEntry("field", "/oauth2/refresh_token")
                .extractingByKey("message")
                .asString()
                .contains("interrupted", "this service may have spent it", "authorise again");
        assertThat(WORLD.settings(point)).isNull();
    }

    private static void crashAndRestart(CrashPoint point) {
        if (processor == null) {
            processor = WORLD.startProcessor().awaitReady();
        }
        WORLD.crashAt(point);
        WORLD.submit(point);
        assertThat(processor.awaitEnd()).as(processor::output).isEqualTo(Crashes.KILLED);
        processor.close();
        processor = WORLD.startProcessor();
        WORLD.awaitRest();
    }
}
