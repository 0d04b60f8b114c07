package io.wasettings.processor;

import io.wasettings.processor.kafka.Version;
import io.wasettings.testkit.guarantee.Recorded.Sent;
import java.util.Set;

/**
 * A command that the broker has acknowledged.
 *
 * @param id its id
 * @param key its key
 * @param kind what it asks for
 * @param version where the broker put it; of a repeated command the later place
 */
record SentCommand(String id, String key, Kind kind, Version version) {

    /** What a command asks for. */
    enum Kind {
        BEARER,
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN,
        /** A webhook URL against the policy. */
        BAD_URL,
        /** No JSON: it lies on the dead-letter topic. */
        GARBAGE
    }

    /** A refresh token is rejected where its family was revoked. */
    private Set<String> ends() {
        return switch (kind) {
            case BEARER, CLIENT_CREDENTIALS -> Set.of("applied", "superseded");
            case REFRESH_TOKEN -> Set.of("applied", "superseded", "rejected");
            case BAD_URL -> Set.of("rejected");
            case GARBAGE -> Set.of("failed");
        };
    }

    /** It, in plain words. Of one key all are in one partition. */
    Sent sent() {
        return new Sent(id, key, version.offset(), ends());
    }
}
