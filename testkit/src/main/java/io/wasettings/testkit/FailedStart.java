package io.wasettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks that an application that does not start says why in one line, and nothing else. */
public final class FailedStart {

    /**
     * What Spring tells of a failed start, and any error of the application. Its warnings may come meanwhile, for
     * example that the store is away. So may lines of brokers, stores and clients that earlier tests left in this JVM,
     * with stack traces.
     */
    private static final Pattern OF_A_FAILURE = Pattern.compile("^[0-9:.,]+ (ERROR i\\.w|ERROR o\\.s|WARN  o\\.s)\\..*"
            + "|^\\s+at (io\\.wasettings(?!\\.embedded)|org\\.springframework)\\..*");

    private FailedStart() {}

    /**
     * Asserts that a start fails and that it is told in one line that contains the reason.
     *
     * @param output what is written to the console, also before
     */
    public static void assertTold(CharSequence output, String reason, ThrowingCallable start) {
        int before = output.length();

        assertThatThrownBy(start).isInstanceOf(Exception.class);

        assertThat(output.toString().substring(before).lines().filter(OF_A_FAILURE.asMatchPredicate()))
                .singleElement()
                .asString()
                .contains("Cannot start: ", reason);
    }
}
