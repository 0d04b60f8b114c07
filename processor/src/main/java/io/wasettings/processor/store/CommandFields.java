package io.wasettings.processor.store;

/** Fields of a command's document that the processor alone writes; those of its status are the service's to name. */
public final class CommandFields {

    /** Keyed hash of what the command holds. */
    public static final String CONTENT_HASH = "content_hash";
    /** Where the broker first had it. */
    public static final String FIRST_SEEN = "first_seen";
    /** Ways of client authentication that the token endpoint refused for it. */
    static final String REFUSED_AUTH_METHODS = "refused_auth_methods";
    /** Who parked it, when and why; it stays, and means nothing, once the command stands otherwise than as failed. */
    public static final String PARKED = "parked";
    /** Where its dead letter lies. */
    public static final String DEAD_LETTER = "dead_letter";
    /** The replay that has the command, or had it last. */
    public static final String REPLAY = "replay";
    /** The replays that sent it, the latest ones. */
    public static final String REPLAYS = "replays";
    /** The latest attempt. */
    public static final String LATEST = "latest";

    /** The attempts, the latest ones. */
    public static final String ATTEMPTS = "attempts";
    /** The code that it ended with. */
    public static final String CODE = "status.code";
    /** The step of the latest attempt. */
    public static final String STEP = LATEST + "." + AttemptDocuments.STEP;
    /** The partner's host that the latest attempt called. */
    public static final String HOST = LATEST + "." + AttemptDocuments.HOST;

    private CommandFields() {}
}
