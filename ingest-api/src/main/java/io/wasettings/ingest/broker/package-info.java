/**
 * Commands and statuses out to Kafka.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code service.kafka},
 * {@code service.log}, {@code service.status}, {@code service.trace} and spring-kafka; knows nothing of HTTP or of the
 * store.
 */
@NullMarked
package io.wasettings.ingest.broker;

import org.jspecify.annotations.NullMarked;
