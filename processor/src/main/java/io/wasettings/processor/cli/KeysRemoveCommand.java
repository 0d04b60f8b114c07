package io.wasettings.processor.cli;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.keys.KeyCensus;
import io.wasettings.processor.keys.KeyFile;
import io.wasettings.processor.keys.KeyRemoval;
import io.wasettings.service.keys.KeyRegistry;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code keys remove}: removes a key that nothing stored is sealed with. */
@Command(
        name = "remove",
        description = "Removes a key, unless something stored is sealed with it, or a processor still seals with it."
                + " Commands that still lie on the topics are not counted: wait for their retention.")
final class KeysRemoveCommand extends PropertiesCommand {

    @Option(names = "--kid", required = true, paramLabel = "KID", description = "The key, as \"keys list\" names it.")
    private String kid = "";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KeysCommand keys;

    @Override
    public Integer call() {
        return with(context -> {
            KeyFile file = new KeyFile(keys.file(context::getEnvironment), Clock.systemUTC());
            MongoDatabase database = context.getBean(MongoDatabase.class);
            boolean hashKeyStays = new KeyRemoval(
                            file, new KeyCensus(database), new KeyRegistry(database), Clock.systemUTC())
                    .remove(kid);
            out().println("removed " + Printable.of(kid)
                    + (hashKeyStays ? "; what compares its hashes stays in the file, and opens nothing" : ""));
            out().println("give the ingest-api and producers the public keys anew (\"keys list --json\"), then"
                    + " restart the processors");
            return 0;
        });
    }
}
