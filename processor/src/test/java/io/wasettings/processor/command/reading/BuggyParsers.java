package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.settings.SettingsJson.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parsers that throw each time, as a bug does that some input runs into. */
public final class BuggyParsers {

    private BuggyParsers() {}

    /** What is in an event cannot be parsed, and is quoted, as by many an exception of Java's own. */
    public static class BugInSettings extends RecordParser {

        @Override
        Decoding settings(byte[] data) {
            throw new IllegalStateException("a bug with " + new String(data, StandardCharsets.UTF_8));
        }
    }

    /** Nor can what is around it. */
    public static final class BugInEverything extends BugInSettings {

        @Override
        CloudEvent.Reading event(Map<String, byte[]> headers, byte @Nullable [] value) {
            throw new IllegalStateException("a bug");
        }

        @Override
        Origin origin(Map<String, byte[]> headers, byte[] value) {
            throw new IllegalStateException("a bug");
        }
    }
}
