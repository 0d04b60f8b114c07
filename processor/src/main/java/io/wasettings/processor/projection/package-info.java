/**
 * Brings into {@code commands} what only topics tell: statuses that the store has not got, and where dead letters lie.
 *
 * <p>Has all listeners of spring-kafka, and how they start, fetch and go on after failures. Depends on
 * {@code common.event}, {@code common.status}, {@code kafka}, {@code store}, {@code service.background},
 * {@code service.kafka}, {@code service.log}, {@code service.mongo}, {@code service.status}, Kafka's clients, spring-
 * kafka and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.projection;

import org.jspecify.annotations.NullMarked;
