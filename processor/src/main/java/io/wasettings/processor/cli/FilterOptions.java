package io.wasettings.processor.cli;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.lookup.CommandFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which commands are meant. Each option narrows. */
final class FilterOptions {

    static final String EXCLUDED_BY_ID = "--id excludes filters";
    static final String SOURCE_WITHOUT_ID = "--source tells ids apart: it needs --id";

    private static final String OF_ANY_SOURCE = "; without --source it is looked for among all";

    @Option(names = "--code", description = "Ended with that code: 2010, 2011, 2012 or 2020.")
    private @Nullable Integer code;

    @Option(names = "--partner", description = "Commands of that partner.")
    private @Nullable String partner;

    @Option(names = "--key", paramLabel = "PARTNER/CHANNEL/FROM", description = "Commands with that record key.")
    private @Nullable String key;

    @Option(names = "--step", description = "Their latest attempt ended in that step, such as token or probe.")
    private @Nullable String step;

    @Option(names = "--host", description = "Their latest attempt called that host.")
    private @Nullable String host;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = IsoInstant.class,
            description = "In their state since then or later: ISO 8601, such as 2026-01-01T00:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = IsoInstant.class,
            description = "In their state since before that time.")
    private @Nullable Instant until;

    CommandFilter filter(Set<State> states, @Nullable Boolean parked) {
        return new CommandFilter(states, partner, key, code, step, host, since, until, parked);
    }

    /** That nothing is known of a command. */
    static String unknown(String id, @Nullable String source) {
        return "no command has the id " + Printable.of(id)
                + (source == null ? "" : " and the source " + Printable.of(source) + OF_ANY_SOURCE);
    }

    /** Says what a time looks like; one that no store can hold is none. */
    static final class IsoInstant implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String value) {
            return time(value)
                    .filter(CommandFilter::takes)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + value + "' is not a time such as 2026-01-01T00:00:00Z"));
        }

        private static Optional<Instant> time(String value) {
            try {
                return Optional.of(Instant.parse(value));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }
}
