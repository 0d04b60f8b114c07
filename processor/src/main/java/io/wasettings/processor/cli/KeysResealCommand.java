package io.wasettings.processor.cli;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.keys.KeyFile;
import io.wasettings.processor.keys.Reseal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code keys reseal}: reseals what is stored, with the newest key. */
@Command(
        name = "reseal",
        description = "Reseals what is stored, with the newest key, while everything goes on. May be stopped and run"
                + " again.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything is sealed with the newest key",
            "1:something was left: run it again for what is busy, with other keys for what is not opened",
            PropertiesCommand.MISUSE_OR_AWAY
        })
final class KeysResealCommand extends PropertiesCommand {

    private static final int BATCH = 500;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KeysCommand keys;

    @Override
    public Integer call() {
        return with(context -> {
            Path file = keys.file(context::getEnvironment);
            SecretBox secretBox = KeyFile.load(file);
            Reseal.Progress progress = new Reseal(context.getBean(MongoDatabase.class), secretBox, BATCH)
                    .run((place, now) -> out().println(place + ": " + text(now)));
            out().println("done: " + text(progress));
            if (progress.locked() > 0) {
                err().println("keys reseal: " + progress.locked() + " not opened with the keys of " + file
                        + "; run it with the file of the processors, private keys and all");
            }
            return progress.busy() + progress.locked() == 0 ? 0 : 1;
        });
    }

    private static String text(Reseal.Progress progress) {
        return progress.moved() + " moved, " + progress.busy() + " busy, " + progress.locked() + " not opened";
    }
}
