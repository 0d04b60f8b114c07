package io.wasettings.processor.command.reading;

import java.util.function.Function;

/** What a record is: a {@link Command} of ours, or {@link Unreadable}. */
public sealed interface Reading permits Command, Unreadable {

    /** One function per case, so that no case is forgotten. */
    <T> T fold(Function<Command, T> readable, Function<Unreadable, T> unreadable);
}
