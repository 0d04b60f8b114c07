/**
 * The statuses of commands, as both applications tell and keep them: the record of the status topic, and the part of a
 * document of collection {@code commands} that says how a command stands.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code service.kafka}, {@code service.log}, {@code service.mongo}, the MongoDB driver and Kafka's clients. Which of
 * two statuses stands is common's to say.
 */
@NullMarked
package io.wasettings.service.status;

import org.jspecify.annotations.NullMarked;
