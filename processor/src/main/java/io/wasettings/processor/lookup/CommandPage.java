package io.wasettings.processor.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of commands.
 *
 * @param <T> what is said of each
 * @param items the commands
 * @param total all that match
 * @param next the cursor of the next page, or null on the last one
 */
public record CommandPage<T>(
        List<T> items, long total, @Nullable String next) {}
