package io.wasettings.processor.cli;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandLookup.Part;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandPage;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.CommandTrail;
import io.wasettings.processor.lookup.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists commands, page by page, and says when there are more. */
abstract class ListingCommand extends PropertiesCommand {

    private static final int PAGE = 1000;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--parked",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Only parked ones, or only others.")
    private @Nullable Boolean parked;

    @Option(names = "--limit", paramLabel = "N", description = "At most that many; default ${DEFAULT-VALUE}.")
    private int limit = 1000;

    @Option(names = "--json", description = "One JSON object a line, with the attempts.")
    private boolean json;

    final CommandFormat format() {
        return CommandFormat.of(json);
    }

    final void requireLimit() {
        requireLimit(limit);
    }

    final boolean narrows(Set<State> states) {
        return !filter.filter(states, parked).equals(CommandFilter.ALL);
    }

    final int list(ConfigurableApplicationContext context, Set<State> states, CommandOrder order) {
        Pages pages = new Pages(context.getBean(CommandLookup.class), filter.filter(states, parked), order);
        String more;
        if (json) {
            // Page by page: many commands with their attempts have no room in memory.
            more = read(pages, CommandTrail.PART, trails -> CommandFormat.printLines(trails, out()));
        } else {
            List<CommandRow> rows = new ArrayList<>();
            more = read(pages, CommandLookup.ROWS, rows::addAll);
            format().print(rows, out());
        }
        if (more != null) {
            err().println(more);
        }
        return 0;
    }

    private record Pages(CommandLookup lookup, CommandFilter filter, CommandOrder order) {}

    /** Hands over page by page up to the limit; says what to do where there is more. */
    private <T> @Nullable String read(Pages pages, Part<T> part, Consumer<List<T>> reader) {
        CommandPage<T> page;
        int count = 0;
        @Nullable Cursor after = null;
        do {
            page = pages.lookup.page(pages.filter, pages.order, after, Math.min(PAGE, limit - count), part);
            reader.accept(page.items());
            count += page.items().size();
            after = page.next() == null ? null : Cursor.parse(page.next()).orElseThrow();
        } while (after != null && count < limit);
        return after == null ? null : count + " of " + page.total() + "; narrow the filter, or raise --limit";
    }
}
