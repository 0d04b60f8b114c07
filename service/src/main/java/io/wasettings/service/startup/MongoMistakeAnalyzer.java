package io.wasettings.service.startup;

import com.mongodb.ConnectionString;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Names the property with the connection string, and nothing of the string, since it may hold a password. */
public final class MongoMistakeAnalyzer extends AbstractFailureAnalyzer<RuntimeException> {

    private static final String SAID = "spring.mongodb.uri is no connection string of MongoDB:"
            + " mongodb://[user:password@]host[:port][,…]/[?options], user and password percent-encoded";

    /** What to correct in the connection string, if that is why something failed. */
    public static Optional<String> mistake(Throwable failure) {
        return Optional.of(NestedExceptionUtils.getMostSpecificCause(failure))
                .filter(MongoMistakeAnalyzer::isOfConnectionString)
                .map(mistake -> SAID);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RuntimeException cause) {
        return mistake(cause)
                .map(said -> new FailureAnalysis(said, null, cause))
                .orElse(null);
    }

    private static boolean isOfConnectionString(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ConnectionString.class.getName()));
    }
}
