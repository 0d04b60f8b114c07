package io.wasettings.processor.cli;

import io.wasettings.processor.secrets.KeyCensus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code keys usage}: what in the store needs which key. */
@Command(
        name = "usage",
        description = "Counts what in the store needs which key: sealed values, those among them in an earlier form,"
                + " and keyed hashes.")
final class KeysUsageCommand implements Callable<Integer> {

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return StoreAccess.with(properties, spec, database -> {
            out.println("KID  SEALS  EARLIER FORM  HASHES");
            new KeyCensus(database)
                    .count()
                    .forEach((kid, usage) -> out.printf(
                            "%s  %d  %d  %d%n",
                            Printable.of(kid), usage.seals(), usage.earlierSeals(), usage.hashes()));
            return 0;
        });
    }
}
