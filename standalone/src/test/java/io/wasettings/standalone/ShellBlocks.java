package io.wasettings.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands of a document and what it says that they answer. */
final class ShellBlocks {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\R(.*?)^```\\s*?$");
    /** What starts, builds or deploys the whole: others run that. */
    private static final Pattern ELSEWHERE = Pattern.compile("^(?:\\w+=\\S+ )*(?:\\./mvnw|docker|git) .*");

    private ShellBlocks() {}

    /**
     * A block of commands.
     *
     * @param commands what to run
     * @param answer what the document shows right below, {@code …} for what it leaves out
     */
    record Block(String commands, Optional<String> answer) {}

    /** Those of a document, in order. */
    static List<Block> of(Path document) {
        return of(Repository.read(document));
    }

    private static List<Block> of(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (fence.group(1).equals("shell")) {
                blocks.add(new Block(runnable(fence.group(2)), answer(text.substring(fence.end()))));
            }
        }
        return blocks;
    }

    private static Optional<String> answer(String rest) {
        Matcher next = FENCE.matcher(rest);
        return next.find()
                        && rest.substring(0, next.start()).isBlank()
                        && !next.group(1).equals("shell")
                ? Optional.of(next.group(2))
                : Optional.empty();
    }

    private static String runnable(String commands) {
        return Arrays.stream(commands.split("\\R"))
                .filter(line -> !ELSEWHERE.matcher(line).matches())
                .collect(Collectors.joining("\n"));
    }
}
