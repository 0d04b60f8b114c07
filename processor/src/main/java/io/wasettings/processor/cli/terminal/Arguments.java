package io.wasettings.processor.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Arguments of the command line beyond ASCII. The JVM decodes them by the locale, and in that of most containers
 * (POSIX) each of their bytes becomes U+FFFD; if the kernel shows the bytes, they are read from there as UTF-8.
 */
public final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';

    private Arguments() {}

    /** The arguments as they were typed, as far as that can be found out. */
    public static String[] asTyped(String... arguments) {
        boolean damaged = Arrays.stream(arguments).anyMatch(argument -> argument.indexOf(REPLACEMENT) >= 0);
        return damaged ? fromKernel(arguments) : arguments;
    }

    private static String[] fromKernel(String... arguments) {
        try {
            String[] commandLine = Files.readString(COMMAND_LINE).split("\0", -1);
            // A NUL ends each argument, so that the last text is empty and none of them.
            int end = commandLine.length - 1;
            String[] typed = Arrays.copyOfRange(commandLine, Math.max(0, end - arguments.length), end);
            return Arrays.equals(inAscii(typed), inAscii(arguments)) ? typed : arguments;
        } catch (IOException e) {
            return arguments;
        }
    }

    private static String[] inAscii(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.replaceAll("[^\\x00-\\x7F]", ""))
                .toArray(String[]::new);
    }
}
