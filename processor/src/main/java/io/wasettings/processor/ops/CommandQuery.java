package io.wasettings.processor.ops;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of a listing, a component for each query parameter; what is missing does not narrow. */
record CommandQuery(
        @Nullable List<String> state,
        @Nullable String partner,
        @Nullable String key,
        @Nullable Integer code,
        @Nullable String step,
        @Nullable String host,

        @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
        Instant since,

        @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
        Instant until,

        @Nullable Boolean parked) {

    /** @throws OpsException naming a state that is none, or a time that no store can hold */
    CommandFilter filter() {
        return new CommandFilter(
                state == null ? Set.of() : states(state),
                partner,
                key,
                code,
                step,
                host,
                Parameters.time("since", since),
                Parameters.time("until", until),
                parked);
    }

    private static Set<State> states(List<String> names) {
        return names.stream()
                .filter(name -> !name.isBlank())
                .map(CommandQuery::state)
                .collect(Collectors.toSet());
    }

    private static State state(String name) {
        return State.of(name)
                .orElseThrow(() -> OpsException.invalid("state is one of "
                        + Arrays.stream(State.values()).map(State::wireName).collect(Collectors.joining(", "))));
    }
}
