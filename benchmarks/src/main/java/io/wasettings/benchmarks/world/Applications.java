package io.wasettings.benchmarks.world;

import io.wasettings.service.security.AccessTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Both applications as processes of their own, on the topics of one run. */
public final class Applications implements AutoCloseable {

    /** The access token of partner {@value #PARTNER}. */
    public static final String TOKEN = "benchmark";

    /** The access token of an operator. */
    static final String OPERATORS_TOKEN = "benchmark-operator";

    private static final String PARTNER = "bench";
    private static final String STARTED = "Started ";

    private final Jvm ingest;
    private final @Nullable Jvm processor;
    private final Duration ingestStart;
    private final Duration processorStart;

    private Applications(@Nullable Jvm processor, Duration processorStart, Jvm ingest) {
        this.processor = processor;
        this.processorStart = processorStart;
        this.ingest = ingest;
        this.ingestStart = ingest.awaitOutput(STARTED);
    }

    /** Starts both, one after the other. */
    public static Applications start(Run run) throws IOException {
        List<String> arguments = new ArrayList<>(run.processorArguments());
        arguments.add(
                "--wa.settings.processor.ops.tokens-file=" + tokens(run.world().folder()));
        Jvm processor = Jvm.ofJar(Jvm.jar("processor"), Jvm.OPTIONS, arguments);
        return new Applications(processor, processor.awaitOutput(STARTED), ingest(run));
    }

    /** Starts the ingest-api alone. */
    public static Applications withoutProcessor(Run run) throws IOException {
        return new Applications(null, Duration.ZERO, ingest(run));
    }

    private static Jvm ingest(Run run) throws IOException {
        List<String> arguments = new ArrayList<>(run.arguments());
        arguments.addAll(List.of(
                "--wa.settings.keys-file=" + run.world().publicKeys(),
                "--wa.settings.ingest.auth.mode=tokens",
                "--wa.settings.ingest.auth.tokens-file=" + tokens(run.world().folder()),
                "--wa.settings.ingest.rate-limit.requests=1000000"));
        return Jvm.ofJar(Jvm.jar("ingest-api"), Jvm.OPTIONS, arguments);
    }

    public int ingestPort() {
        return ingest.awaitPort();
    }

    public int operationsPort() {
        return processor().awaitPort();
    }

    public Jvm ingest() {
        return ingest;
    }

    public Jvm processor() {
        return Objects.requireNonNull(processor);
    }

    /** From the start of its process until it said that it has started. */
    public Duration ingestStart() {
        return ingestStart;
    }

    /** From the start of its process until it said that it has started. */
    public Duration processorStart() {
        return processorStart;
    }

    private static Path tokens(Path folder) throws IOException {
        return Files.writeString(folder.resolve("tokens.json"), """
                [{"sha256": "%s", "partner": "%s", "scopes": ["wa.settings.write", "wa.settings.read"]},
                 {"sha256": "%s", "partner": "operator", "scopes": ["wa.settings.observe", "wa.settings.operate"]}]
                """.formatted(
                        AccessTokens.sha256(TOKEN), PARTNER, AccessTokens.sha256(OPERATORS_TOKEN)));
    }

    @Override
    public void close() {
        ingest.close();
        if (processor != null) {
            processor.close();
        }
    }
}
