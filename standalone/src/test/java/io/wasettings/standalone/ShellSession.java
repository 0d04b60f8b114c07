package io.wasettings.standalone;

import io.wasettings.standalone.ShellBlocks.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs blocks of commands one after the other in one shell, as a reader does who copies them. What they leave in
 * variables stays for the next.
 */
final class ShellSession {

    /** {@code curl} that fails when the answer is an error, and never waits for ever. */
    private static final String PRELUDE = """
            curl() { command curl --fail-with-body --silent --show-error --max-time 60 "$@"; }
            """;

    private ShellSession() {}

    /**
     * What a block did.
     *
     * @param block the block
     * @param failures how many of its commands failed
     * @param output standard output
     * @param errors standard error
     */
    record Ran(Block block, int failures, String output, String errors) {}

    /** Runs them in that folder, with that in the environment. */
    static List<Ran> run(Path folder, Map<String, String> environment, List<Block> blocks) {
        try {
            Path results = Files.createTempDirectory("shell-session-");
            Tool.run(folder, environment, List.of("bash", "-c", script(blocks, results)));
            List<Ran> ran = new ArrayList<>();
            for (int i = 0; i < blocks.size(); i++) {
                ran.add(new Ran(
                        blocks.get(i),
                        Integer.parseInt(Files.readString(results.resolve(i + ".failures"))
                                .strip()),
                        Files.readString(results.resolve(i + ".out")),
                        Files.readString(results.resolve(i + ".err"))));
            }
            return ran;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(List<Block> blocks, Path results) {
        StringBuilder script =
                new StringBuilder(PRELUDE).append("set -E -o pipefail\ntrap 'failures=$((failures + 1))' ERR\n");
        for (int i = 0; i < blocks.size(); i++) {
            String result = results.resolve(String.valueOf(i)).toString();
            script.append("failures=0\n{\n:\n")
                    .append(blocks.get(i).commands())
                    .append("\n} >'%1$s.out' 2>'%1$s.err'\necho $failures >'%1$s.failures'\n".formatted(result));
        }
        return script.toString();
    }
}
