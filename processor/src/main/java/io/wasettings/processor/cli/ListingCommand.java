package io.wasettings.processor.cli;

import io.wasettings.common.Status.State;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandPage;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Option(names = "--json", description = "One JSON object a line.")
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
        CommandLookup lookup = context.getBean(CommandLookup.class);
        CommandFilter meant = filter.filter(states, parked);
        List<CommandRow> rows = new ArrayList<>();
        CommandPage page;
        @Nullable Cursor after = null;
        do {
            page = lookup.page(meant, order, after, Math.min(PAGE, limit - rows.size()));
            rows.addAll(page.items());
            after = page.next() == null ? null : Cursor.parse(page.next()).orElseThrow();
        } while (after != null && rows.size() < limit);
        format().print(rows, out());
        if (after != null) {
            err().println(rows.size() + " of " + page.total() + "; narrow the filter, or raise --limit");
        }
        return 0;
    }
}
