package io.wasettings.processor.ops;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.http.Circuits;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.Group;
import io.wasettings.processor.lookup.Grouping;
import io.wasettings.processor.ops.Overview.Commands;
import io.wasettings.processor.ops.Overview.Service;
import io.wasettings.processor.ops.Overview.Topics;
import io.wasettings.processor.ops.Overview.Waiting;
import io.wasettings.processor.replay.Replays;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.watch.Backlog;
import io.wasettings.processor.watch.Watch;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows on one page how everything stands, whatever is away. */
@RestController
class OverviewController {

    private static final int MOST_GROUPS = 10;

    private final CommandLookup lookup;
    private final Replays replays;
    private final RenewalQueue renewals;
    private final Circuits circuits;
    private final Watch<Backlog> backlog;
    private final Clock clock;

    OverviewController(
            CommandLookup lookup,
            Replays replays,
            RenewalQueue renewals,
            Circuits circuits,
            Watch<Backlog> backlog,
            Clock clock) {
        this.lookup = lookup;
        this.replays = replays;
        this.renewals = renewals;
        this.circuits = circuits;
        this.backlog = backlog;
        this.clock = clock;
    }

    @GetMapping(path = "/ops/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    Overview overview() {
        Instant now = clock.instant();
        Topics topics = Topics.of(backlog.latest());
        try {
            return new Overview(commands(), topics, service(now), now);
        } catch (StoreUnavailableException e) {
            return new Overview(
                    Commands.UNKNOWN, topics, new Service(circuits.list().size(), null, null, false), now);
        }
    }

    private Commands commands() {
        CommandFilter failed = CommandFilter.ofStates(State.FAILED);
        // One look at an index that holds all of it: the states are named so that no document need be read.
        Map<String, Group> found =
                lookup.summary(Grouping.STATE, CommandFilter.ofStates(State.values()), State.values().length).stream()
                        .collect(Collectors.toMap(group -> String.valueOf(group.value()), Function.identity()));
        return new Commands(
                states(found),
                waiting(Stream.of(State.ACCEPTED, State.RETRYING)
                        .map(state -> found.get(state.wireName()))
                        .filter(Objects::nonNull)
                        .toList()),
                lookup.summary(Grouping.PARTNER, failed, MOST_GROUPS),
                lookup.summary(Grouping.HOST, failed, MOST_GROUPS));
    }

    private static Map<String, Long> states(Map<String, Group> found) {
        Map<String, Long> states = new LinkedHashMap<>();
        for (State state : State.values()) {
            Group group = found.get(state.wireName());
            states.put(state.wireName(), group == null ? 0 : group.count());
        }
        return states;
    }

    private static Waiting waiting(List<Group> groups) {
        return new Waiting(
                groups.stream().mapToLong(Group::count).sum(),
                groups.stream()
                        .map(Group::oldest)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private Service service(Instant now) {
        long stopped = renewals.census(now).byState().getOrDefault(RenewalQueue.State.STOPPED, 0L);
        return new Service(circuits.list().size(), stopped, replays.running(), true);
    }
}
