package io.wasettings.processor.command.delivery;

import java.time.Instant;

/** When deliveries may start. */
@FunctionalInterface
public interface Schedule {

    /** Never blocks. */
    Instant dueAt(Delivery delivery);
}
