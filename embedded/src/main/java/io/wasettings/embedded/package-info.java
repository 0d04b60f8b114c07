/**
 * Stand-ins for what a production deployment has elsewhere: a real single-node Kafka broker and a MongoDB-compatible
 * store, both in this JVM, on the loopback interface only and with their data in a folder that survives a restart.
 *
 * <p>Depends on the broker and the store alone; knows nothing of settings.
 */
@NullMarked
package io.wasettings.embedded;

import org.jspecify.annotations.NullMarked;
