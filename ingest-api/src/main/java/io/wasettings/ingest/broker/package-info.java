/**
 * Commands and statuses out to Kafka: the topics and the publisher.
 *
 * <p>Depends on {@code common} and spring-kafka; knows nothing of HTTP or of the store.
 */
@NullMarked
package io.wasettings.ingest.broker;

import org.jspecify.annotations.NullMarked;
