package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.wasettings.processor.lookup.CommandDetail;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandPage;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import io.wasettings.processor.lookup.Group;
import io.wasettings.processor.lookup.Grouping;
import io.wasettings.processor.replay.Parking;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists, counts and shows commands, and parks failed ones. */
@RestController
@RequestMapping(path = "/ops", produces = MediaType.APPLICATION_JSON_VALUE)
class CommandsController {

    private static final int MOST_GROUPS = 100;
    private static final String OLDEST = "oldest";
    private static final String NEWEST = "newest";

    private final CommandLookup lookup;
    private final Parking parking;

    CommandsController(CommandLookup lookup, Parking parking) {
        this.lookup = lookup;
        this.parking = parking;
    }

    /** Commands counted by what they have in common. */
    record Summary(String by, List<Group> groups) {}

    /**
     * The body of a request to park.
     *
     * @param note why; null is as good as nothing, so that it is told what is missing
     */
    record ParkOrder(
            @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable String note) {}

    @GetMapping("/commands")
    CommandPage<CommandRow> commands(
            CommandQuery query,
            @RequestParam(defaultValue = NEWEST) String order,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        return lookup.page(query.filter(), order(order), cursor(cursor), Parameters.limit(limit));
    }

    @GetMapping("/commands/{id}")
    CommandDetail command(@PathVariable String id, @RequestParam(required = false) @Nullable String source) {
        return find(id, Parameters.orNull(source));
    }

    @PostMapping(path = "/commands/{id}/park", consumes = MediaType.APPLICATION_JSON_VALUE)
    CommandDetail park(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody ParkOrder order,
            Principal operator) {
        String note = Parameters.orNull(order.note());
        if (note == null || note.length() > Parameters.LONGEST_TEXT) {
            throw OpsException.invalid("note must say why, in 1 to " + Parameters.LONGEST_TEXT + " characters");
        }
        String whose = Parameters.orNull(source);
        return after(parking.park(id, whose, operator.getName(), note), id, whose);
    }

    @PostMapping("/commands/{id}/unpark")
    CommandDetail unpark(@PathVariable String id, @RequestParam(required = false) @Nullable String source) {
        String whose = Parameters.orNull(source);
        return after(parking.unpark(id, whose), id, whose);
    }

    @GetMapping("/summary")
    Summary summary(CommandQuery query, @RequestParam String by) {
        Grouping grouping = Grouping.of(by)
                .orElseThrow(() -> OpsException.invalid("by is one of "
                        + Arrays.stream(Grouping.values())
                                .map(Grouping::wireName)
                                .collect(Collectors.joining(", "))));
        return new Summary(by, lookup.summary(grouping, query.filter(), MOST_GROUPS));
    }

    private CommandDetail find(String id, @Nullable String source) {
        return lookup.find(id, source).orElseThrow(CommandsController::missing);
    }

    private CommandDetail after(Parking.Outcome outcome, String id, @Nullable String source) {
        return switch (outcome) {
            case NO_SUCH_COMMAND -> throw missing();
            case NOT_FAILED -> throw OpsException.conflict("Only a command that stands as failed can be parked.");
            case DONE -> find(id, source);
        };
    }

    private static OpsException missing() {
        return OpsException.missing("There is no such command.");
    }

    private static CommandOrder order(String name) {
        return switch (name) {
            case NEWEST -> CommandOrder.NEWEST;
            case OLDEST -> CommandOrder.OLDEST;
            default -> throw OpsException.invalid("order is newest or oldest");
        };
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : Cursor.parse(text).orElseThrow(() -> OpsException.invalid("cursor is what a page's next says"));
    }
}
