package io.wasettings.processor.cli;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.keys.KeyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code keys}: the sealing keys. Prints ids and public parts, never a private one. */
@Command(
        name = "keys",
        description =
                "Makes, lists, rotates and removes the sealing keys, a JWK set in a file; reseals what is stored.",
        subcommands = {KeysUsageCommand.class, KeysResealCommand.class, KeysRemoveCommand.class},
        synopsisSubcommandLabel = "(generate | list | rotate | usage | reseal | remove)")
final class KeysCommand {

    private static final String PROPERTY = "wa.settings.keys-file";

    @Option(
            names = {"--file", "--" + PROPERTY},
            paramLabel = "FILE",
            defaultValue = "${env:WA_SETTINGS_KEYS_FILE}",
            scope = ScopeType.INHERIT,
            description = "The file; default what the processor's configuration says: WA_SETTINGS_KEYS_FILE of the"
                    + " environment, or " + PROPERTY + " in application.yaml.")
    private @Nullable Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(name = "generate", description = "Makes a new file with one key, readable by its owner alone.")
    int generate() {
        out().println("generated " + keys().generate());
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Adds a key that seals from now on; the others still open what they sealed.")
    int rotate() {
        out().println("generated " + keys().rotate());
        return 0;
    }

    @Command(name = "list", description = "Lists the keys, the one that seals first.")
    int list(
            @Option(names = "--json", description = "The public parts as a JWK set, as producers need them.")
                    boolean json) {
        if (json) {
            out().println(keys().publicKeys());
            return 0;
        }
        String use = "seals";
        for (JWK key : keys().list()) {
            Date issued = key.getIssueTime();
            out().printf(
                            "%s  %s  %s%n",
                            Printable.of(String.valueOf(key.getKeyID())),
                            issued == null ? "-" : issued.toInstant(),
                            key instanceof ECKey ? use : "compares hashes");
            use = "opens";
        }
        return 0;
    }

    private KeyFile keys() {
        return new KeyFile(file(OperatorContext::environment), Clock.systemUTC());
    }

    /**
     * The file that was named, which a blank name does not; without a name the one that the processor would read, for
     * which its configuration is needed.
     */
    Path file(Supplier<? extends Environment> configuration) {
        return Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(Binder.get(configuration.get())
                        .bind(PROPERTY, Path.class)
                        .orElse(null)))
                .filter(name -> !name.toString().isBlank())
                .orElseThrow(this::unnamed);
    }

    private ParameterException unnamed() {
        return new ParameterException(
                spec.commandLine(),
                "Name the file: --file FILE, WA_SETTINGS_KEYS_FILE, or " + PROPERTY + " in application.yaml");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
