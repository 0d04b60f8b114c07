package io.wasettings.processor.cli;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/** The store, for commands that ask it and nothing else. */
final class StoreAccess {

    private StoreAccess() {}

    /** Does it with the store that these properties lead to; its result is the exit status. */
    static int with(List<String> properties, CommandSpec command, ToIntFunction<MongoDatabase> use) {
        return OperatorProgram.run(
                properties, command, context -> use.applyAsInt(context.getBean(MongoDatabase.class)));
    }
}
