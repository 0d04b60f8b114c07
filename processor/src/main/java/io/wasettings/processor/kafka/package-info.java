/**
 * The processor's side of Kafka that has no business meaning: names and creation of topics, and sending that does not
 * give up.
 *
 * <p>Depends on Kafka's clients alone.
 */
@NullMarked
package io.wasettings.processor.kafka;

import org.jspecify.annotations.NullMarked;
