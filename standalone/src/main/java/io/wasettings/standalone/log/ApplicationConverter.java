package io.wasettings.standalone.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %application} of a pattern. */
final class ApplicationConverter extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent line) {
        return ApplicationLog.of(line);
    }
}
