package io.wasettings.processor.cli;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.keys.KeyCensus;
import picocli.CommandLine.Command;

/** {@code keys usage}: what in the store needs which key. */
@Command(
        name = "usage",
        description = "Counts what in the store needs which key: sealed documents, those among them in an earlier form,"
                + " and keyed hashes.")
final class KeysUsageCommand extends PropertiesCommand {

    @Override
    public Integer call() {
        return with(context -> {
            out().println("KID  DOCUMENTS  EARLIER FORM  HASHES");
            new KeyCensus(context.getBean(MongoDatabase.class))
                    .count()
                    .forEach((kid, usage) -> out().printf(
                                    "%s  %d  %d  %d%n",
                                    Printable.of(kid), usage.documents(), usage.earlierForms(), usage.hashes()));
            return 0;
        });
    }
}
