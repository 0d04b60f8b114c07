package io.wasettings.common.event;

import java.util.Optional;

/**
 * A command's identity (CloudEvents 1.0 section 3): two commands of different sources may have the same id.
 *
 * @param source who produced it, a URI reference
 * @param id unique per source
 */
public record CommandRef(String source, String id) {

    /** The source of commands that were submitted to the ingest-api. */
    public static final String INGEST_API = "/wa-settings/ingest-api";

    /** Source and id in one text. A URI reference has no space, so no two commands share it. */
    public String key() {
        return source + " " + id;
    }

    /**
     * Reads a {@link #key}; empty if the text is none. The first space ends the source, since an id may have spaces.
     */
    public static Optional<CommandRef> parse(String key) {
        int end = key.indexOf(' ');
        return end < 0 ? Optional.empty() : Optional.of(new CommandRef(key.substring(0, end), key.substring(end + 1)));
    }

    @Override
    public String toString() {
        return key();
    }
}
