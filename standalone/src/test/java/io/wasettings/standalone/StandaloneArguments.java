package io.wasettings.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of standalone in tests. */
final class StandaloneArguments {

    private StandaloneArguments() {}

    /** Free ports, no demonstration, that data folder, and more arguments. */
    static String[] with(Path data, List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        arguments.add("--wa.settings.standalone.demo=false");
        arguments.add("--wa.settings.standalone.data-dir=" + data);
        if (more.stream().noneMatch(argument -> argument.startsWith("--logging.config="))) {
            // As without the tests' own configuration, which shows warnings alone.
            arguments.add("--logging.config=classpath:logback-as-in-production.xml");
        }
        for (String port : List.of("ingest", "ops", "kafka", "mongo", "partner")) {
            arguments.add("--wa.settings.standalone.ports." + port + "=0");
        }
        return arguments.toArray(String[]::new);
    }
}
