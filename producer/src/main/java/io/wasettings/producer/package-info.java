/**
 * What an internal system on the JVM needs to submit settings over Kafka: sealing, keys, headers, and the way back of
 * the status. Depends on {@code common.event}, {@code common.settings}, {@code common.status}, Nimbus JOSE and Kafka's
 * clients; no Spring.
 */
@NullMarked
package io.wasettings.producer;

import org.jspecify.annotations.NullMarked;
