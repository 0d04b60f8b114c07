package io.wasettings.common;

/**
 * A command's identity (CloudEvents 1.0 section 3): two commands of different sources may have the same id.
 *
 * @param source who produced it, a URI reference
 * @param id unique per source
 */
public record CommandRef(String source, String id) {

    /** The source of the commands that the ingest-api takes in. */
    public static final String INGEST_API = "/wa-settings/ingest-api";

    /** Source and id in one text. A URI reference has no space, so no two commands share it. */
    public String key() {
        return source + " " + id;
    }

    @Override
    public String toString() {
        return key();
    }
}
