package io.wasettings.processor.cli;

import io.wasettings.processor.cli.terminal.Printable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command could not be carried out, and what to do. */
final class Failures implements IExecutionExceptionHandler {

    private static final int FAILED = 2;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String told = OperatorProgram.mistake(failure).orElseGet(() -> String.valueOf(failure.getMessage()));
        command.getErr().println(command.getCommandName() + ": " + Printable.of(told));
        return FAILED;
    }
}
