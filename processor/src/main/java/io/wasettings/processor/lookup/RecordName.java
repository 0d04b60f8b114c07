package io.wasettings.processor.lookup;

/**
 * What operators call a record that is no command of its own: its place
 * ({@link io.wasettings.common.status.ToldStatus#place}), with colons, which need no encoding in a path of the
 * operations API. No topic's name has a slash or a colon.
 */
public final class RecordName {

    private RecordName() {}

    /** The name of the record at that place. */
    public static String shown(String place) {
        return place.replace('/', ':');
    }

    /** The place of the record of that name, by which it is stored. */
    public static String identity(String shown) {
        return shown.replace(':', '/');
    }
}
