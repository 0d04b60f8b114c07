package io.wasettings.processor.cli;

import io.wasettings.common.SecretBox;
import io.wasettings.processor.secrets.Reseal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code keys reseal}: seals what is stored anew, with the newest key. */
@Command(
        name = "reseal",
        description = "Seals what is stored anew, with the newest key, while everything goes on. May be stopped and run"
                + " again.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:everything is sealed with the newest key", "1:something was left; run it again", "2:misuse"})
final class KeysResealCommand implements Callable<Integer> {

    private static final int BATCH = 500;

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
        SecretBox secretBox = SecretBox.load(keys.file());
        PrintWriter out = spec.commandLine().getOut();
        return StoreAccess.with(properties, spec, database -> {
            Reseal.Progress progress = new Reseal(database, secretBox, Clock.systemUTC(), BATCH)
                    .run((place, now) -> out.println(place + ": " + text(now)));
            out.println("done: " + text(progress));
            return progress.busy() + progress.locked() == 0 ? 0 : 1;
        });
    }

    private static String text(Reseal.Progress progress) {
        return progress.moved() + " moved, " + progress.busy() + " busy, " + progress.locked() + " not opened";
    }
}
