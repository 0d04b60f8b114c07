package io.wasettings.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import io.wasettings.common.event.CloudEvent.NoEvent;
import java.util.Map;

/** Reads records that are expected to be events, or none. */
final class EventReading {

    private EventReading() {}

    static CloudEvent event(Map<String, byte[]> headers, String value) {
        return CloudEvent.read(headers, value.getBytes(UTF_8)).fold(event -> event, noEvent -> fail(noEvent.problem()));
    }

    static NoEvent noEvent(Map<String, byte[]> headers, String value) {
        return CloudEvent.read(headers, value.getBytes(UTF_8))
                .fold(event -> fail("it is an event"), noEvent -> noEvent);
    }
}
