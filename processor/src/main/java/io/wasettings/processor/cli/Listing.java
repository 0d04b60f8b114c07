package io.wasettings.processor.cli;

import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandPage;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Lists commands, page by page, and says when there are more. */
final class Listing {

    private static final int PAGE = 1000;

    private final CommandLookup lookup;
    private final CommandSpec command;

    Listing(CommandLookup lookup, CommandSpec command) {
        this.lookup = lookup;
        this.command = command;
    }

    int print(CommandFilter filter, CommandOrder order, int limit, boolean json) {
        List<CommandRow> rows = new ArrayList<>();
        CommandPage page;
        @Nullable Cursor after = null;
        do {
            page = lookup.page(filter, order, after, Math.min(PAGE, limit - rows.size()));
            rows.addAll(page.items());
            after = page.next() == null ? null : Cursor.parse(page.next()).orElseThrow();
        } while (after != null && rows.size() < limit);
        CommandFormat.of(json).print(rows, command.commandLine().getOut());
        if (after != null) {
            command.commandLine()
                    .getErr()
                    .println(rows.size() + " of " + page.total() + "; narrow the filter, or raise --limit");
        }
        return 0;
    }
}
