package io.wasettings.processor.cli;

import io.wasettings.processor.replay.DeadLetterFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant. Each option narrows; without any, all are. */
final class FilterOptions {

    @Option(names = "--code", description = "Failed with that code: 2010, 2011, 2012 or 2020.")
    private @Nullable Integer code;

    @Option(names = "--partner", description = "Commands of that partner.")
    private @Nullable String partner;

    @Option(names = "--key", paramLabel = "PARTNER/CHANNEL/FROM", description = "Commands with that record key.")
    private @Nullable String key;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = IsoInstant.class,
            description = "Given up at that time or later: ISO 8601, such as 2026-01-01T00:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = IsoInstant.class,
            description = "Given up before that time.")
    private @Nullable Instant until;

    @Option(names = "--limit", paramLabel = "N", description = "At most that many, the oldest first.")
    private int limit;

    @Option(names = "--parked", description = "Parked ones, too: those replayed as often as allowed.")
    private boolean parked;

    boolean parked() {
        return parked;
    }

    DeadLetterFilter filter(Set<String> ids) {
        if (limit < 0) {
            throw new IllegalArgumentException("--limit must not be negative");
        }
        return new DeadLetterFilter(ids, code, partner, key, since, until, limit);
    }

    /** Says what a time looks like. */
    static final class IsoInstant implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + value + "' is not a time such as 2026-01-01T00:00:00Z");
            }
        }
    }
}
