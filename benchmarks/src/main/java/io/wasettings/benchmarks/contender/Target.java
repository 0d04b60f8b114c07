package io.wasettings.benchmarks.contender;

/**
 * What a contender works on, as its program's arguments tell it.
 *
 * @param bootstrapServers the broker
 * @param storeUri the store
 * @param prefix begins the names of topics, is the database and the consumer group
 */
record Target(String bootstrapServers, String storeUri, String prefix) {

    static Target of(String... arguments) {
        return new Target(arguments[0], arguments[1], arguments[2]);
    }
}
