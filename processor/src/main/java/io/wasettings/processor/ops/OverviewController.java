package io.wasettings.processor.ops;

import io.wasettings.common.Status.State;
import io.wasettings.processor.http.OpenCircuits;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Grouping;
import io.wasettings.processor.ops.Overview.Commands;
import io.wasettings.processor.ops.Overview.Service;
import io.wasettings.processor.ops.Overview.Topics;
import io.wasettings.processor.ops.Overview.Waiting;
import io.wasettings.processor.replay.Replays;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final OpenCircuits circuits;
    private final BrokerView broker;
    private final Clock clock;

    OverviewController(
            CommandLookup lookup,
            Replays replays,
            RenewalQueue renewals,
            OpenCircuits circuits,
            BrokerView broker,
            Clock clock) {
        this.lookup = lookup;
        this.replays = replays;
        this.renewals = renewals;
        this.circuits = circuits;
        this.broker = broker;
        this.clock = clock;
    }

    @GetMapping(path = "/ops/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    Overview overview() {
        Instant now = clock.instant();
        Topics topics = broker.topics();
        try {
            return new Overview(commands(), topics, service(now), now);
        } catch (StoreUnavailableException e) {
            return new Overview(
                    Commands.UNKNOWN, topics, new Service(circuits.list().size(), null, null, false), now);
        }
    }

    private Commands commands() {
        CommandFilter failed = CommandFilter.ofStates(State.FAILED);
        CommandFilter waiting = CommandFilter.ofStates(State.ACCEPTED, State.RETRYING);
        Map<String, Long> states = states();
        Instant oldest = lookup.page(waiting, CommandOrder.OLDEST, null, 1).items().stream()
                .findFirst()
                .map(CommandRow::standing)
                .map(CommandRow.Standing::occurredAt)
                .orElse(null);
        long count = states.getOrDefault("accepted", 0L) + states.getOrDefault("retrying", 0L);
        return new Commands(
                states,
                new Waiting(count, oldest),
                lookup.summary(Grouping.PARTNER, failed, MOST_GROUPS),
                lookup.summary(Grouping.HOST, failed, MOST_GROUPS));
    }

    private Map<String, Long> states() {
        Map<String, Long> states = new LinkedHashMap<>();
        Arrays.stream(State.values())
                .forEach(state -> states.put(state.wireName(), lookup.count(CommandFilter.ofStates(state))));
        return states;
    }

    private Service service(Instant now) {
        long stopped = renewals.census(now).byState().getOrDefault(RenewalQueue.State.STOPPED, 0L);
        return new Service(circuits.list().size(), stopped, replays.running(), true);
    }
}
