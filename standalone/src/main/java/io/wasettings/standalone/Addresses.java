package io.wasettings.standalone;

/**
 * Where everything listens.
 *
 * @param ingest base URL of the ingest-api
 * @param operations base URL of the processor's operations port
 * @param partner base URL of the demo partner
 * @param outage base URL of the demo partner's endpoints that are down
 * @param bootstrapServers of the broker
 * @param mongoUri connection string of the store
 */
public record Addresses(
        String ingest, String operations, String partner, String outage, String bootstrapServers, String mongoUri) {}
