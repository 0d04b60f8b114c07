package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsJson.Decoding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses what records hold, which is whatever anybody wrote. No part of it is to throw, whatever it is given; whoever
 * asks it is prepared for one that does, since the same record would be met with the same fault for ever.
 */
public class RecordParser {

    /** The event that a record is. */
    CloudEvent.Reading event(Map<String, byte[]> headers, byte @Nullable [] value) {
        return CloudEvent.read(headers, value);
    }

    /** Whose a record says that it is, which costs little memory even if it is large. */
    Origin origin(Map<String, byte[]> headers, byte[] value) {
        return CloudEvent.origin(headers, value);
    }

    /** The settings that are an event's data. */
    Decoding settings(byte[] data) {
        return SettingsJson.readCommand(data);
    }
}
