package io.wasettings.service.startup;

import com.mongodb.ConnectionString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the property with the connection string, and nothing of the string, since it may hold a password. */
final class MongoMistakeAnalyzer extends AbstractFailureAnalyzer<RuntimeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RuntimeException cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return isOfConnectionString(innermost)
                ? new FailureAnalysis(
                        "spring.mongodb.uri is no connection string of MongoDB:"
                                + " mongodb://[user:password@]host[:port][,…]/[?options], user and password percent-encoded",
                        null,
                        innermost)
                : null;
    }

    private static boolean isOfConnectionString(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ConnectionString.class.getName()));
    }
}
