package io.wasettings.processor;

import io.wasettings.processor.kafka.Version;

/**
 * A command that the broker has acknowledged.
 *
 * @param id its id
 * @param key its key
 * @param kind what it asks for
 * @param version where the broker put it; of a repeated command the later place
 */
record Submission(String id, String key, Kind kind, Version version) {

    /** What a command asks for. */
    enum Kind {
        BEARER,
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN,
        /** A webhook URL against the policy: rejected. */
        BAD_URL,
        /** No JSON: failed, and on the dead-letter topic. */
        GARBAGE
    }

    /** Whether it can be carried out. */
    boolean isGood() {
        return kind != Kind.BAD_URL && kind != Kind.GARBAGE;
    }
}
