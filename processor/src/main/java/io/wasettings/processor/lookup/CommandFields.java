package io.wasettings.processor.lookup;

/** Fields of a command's document that only operators' work reads. */
public final class CommandFields {

    /** The record key. */
    public static final String KEY = "key";
    /** Who parked it, when and why; absent unless it is parked. */
    public static final String PARKED = "parked";
    /** Where its dead letter lies. */
    public static final String DEAD_LETTER = "dead_letter";
    /** Whether that dead letter lacks the value. */
    public static final String TRUNCATED = DEAD_LETTER + ".truncated";
    /** The replay that has the command, or had it last. */
    public static final String REPLAY = "replay";
    /** The replays that sent it, the latest ones. */
    public static final String REPLAYS = "replays";
    /** The latest attempt. */
    public static final String LATEST = "latest";

    static final String CODE = "status.code";
    static final String STEP = LATEST + ".step";
    static final String HOST = LATEST + ".host";
    static final String ATTEMPTS = "attempts";

    private CommandFields() {}
}
