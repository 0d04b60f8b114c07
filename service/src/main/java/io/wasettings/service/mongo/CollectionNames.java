package io.wasettings.service.mongo;

/** The names of the collections that both applications use. */
public final class CollectionNames {

    /** One document per command: its newest status, its attempts, where its dead letter lies. */
    public static final String COMMANDS = "commands";
    /** One document per key: the settings in force. */
    public static final String SETTINGS = "settings";

    private CollectionNames() {}
}
