/**
 * What both applications must agree on about Kafka: the topics' names and how they are set up, how clients read and
 * write, and records as CloudEvents.
 *
 * <p>Depends on {@code common.event}, {@code log}, {@code startup}, Kafka's clients and, in its configuration, spring-
 * kafka.
 */
@NullMarked
package io.wasettings.service.kafka;

import org.jspecify.annotations.NullMarked;
