package io.wasettings.ingest.result;

import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refusals to partners who ask for what they do not have. Whether another partner has it makes no difference. */
public final class NotFound {

    private static final String CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::wireName).collect(Collectors.joining(" and "));

    private NotFound() {}

    /** The path names no channel. */
    public static <T> Result<T> channel() {
        return refused("There is no such channel; the channels are " + CHANNELS + ".");
    }

    /**
     * The partner has no settings in force there.
     *
     * @param from the sender, or null for the default sender
     */
    public static <T> Result<T> settings(@Nullable String from) {
        return refused("You have no settings in force on this channel for "
                + (from == null ? "the default sender" : "this sender")
                + "; submit them by POST to this path.");
    }

    /**
     * The partner has no such command, or has none any more.
     *
     * @param source the source that was asked for, or null for any
     */
    public static <T> Result<T> command(@Nullable String source) {
        return refused("No command of yours has this id" + (source == null ? "" : " and source")
                + ", or it ended too long ago.");
    }

    private static <T> Result<T> refused(String detail) {
        return Result.refused(Problem.of(ProblemType.NOT_FOUND, detail));
    }
}
