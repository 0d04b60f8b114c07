package io.wasettings.processor.cli;

import io.wasettings.processor.secrets.KeyCensus;
import io.wasettings.processor.secrets.KeyRemoval;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code keys remove}: removes a key that nothing stored is sealed with. */
@Command(
        name = "remove",
        description = "Removes a key, unless something stored is sealed with it. Commands that still lie on the topics"
                + " are not counted: wait for their retention.")
final class KeysRemoveCommand implements Callable<Integer> {

    @Option(names = "--kid", required = true, paramLabel = "KID", description = "The key, as \"keys list\" names it.")
    private String kid = "";

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KeysCommand keys;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        return StoreAccess.with(properties, spec, database -> {
            boolean hashKeyStays = new KeyRemoval(keys.keys(), new KeyCensus(database)).remove(kid);
            spec.commandLine()
                    .getOut()
                    .println("removed " + Printable.of(kid)
                            + (hashKeyStays ? "; what compares its hashes stays in the file, and opens nothing" : ""));
            return 0;
        });
    }
}
