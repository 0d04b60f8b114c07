package io.wasettings.processor.crash;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.wasettings.processor.ProcessorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Ends the JVM at the {@link CrashPoint} that a file names: without a shutdown hook, a finally block or a flush.
 *
 * <p>The points are what passes between the processor and its store and broker, so that the program itself knows
 * nothing of them.
 */
final class Crashes {

    /** System property that names the file. */
    static final String FILE = "crash.file";

    /** The exit status. */
    static final int KILLED = 137;

    @Bean
    MongoClientSettingsBuilderCustomizer crashesAtTheStore() {
        return settings -> settings.addCommandListener(new AtTheStore());
    }

    /** Runs a processor that dies where it is told to. */
    public static void main(String... arguments) {
        ProcessorProcess.run(arguments, Crashes.class);
    }

    /** Where it says when it died, beside the file that told it where. */
    static Path deaths(Path file) {
        return file.resolveSibling("deaths");
    }

    private static void reach(CrashPoint point) {
        try {
            Path file = Path.of(System.getProperty(FILE));
            if (Files.exists(file) && Files.readString(file).equals(point.name())) {
                Files.delete(file);
                Files.writeString(deaths(file), Instant.now() + "\n", CREATE, APPEND);
                Runtime.getRuntime().halt(KILLED);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows by its writes how far a command has come. */
    private static final class AtTheStore implements CommandListener {

        private final Map<Integer, String> writes = new ConcurrentHashMap<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            String write = write(event);
            writes.put(event.getRequestId(), write);
            switch (write) {
                case "update refresh_tokens" -> reach(CrashPoint.BEFORE_TOKEN_IS_KEPT);
                case "update settings" -> reach(CrashPoint.AFTER_PROBE);
                default -> {}
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            switch (writes.remove(event.getRequestId())) {
                case "findAndModify refresh_tokens" -> reach(CrashPoint.BEFORE_REQUEST);
                case "update refresh_tokens" -> reach(CrashPoint.BEFORE_PROBE);
                case "update settings" -> reach(CrashPoint.AFTER_UPSERT);
                case "update commands status" -> reach(CrashPoint.BEFORE_STATUS);
                default -> {}
            }
        }

        private static String write(CommandStartedEvent event) {
            BsonValue target = event.getCommand().get(event.getCommandName());
            String write = event.getCommandName() + " "
                    + (target.isString() ? target.asString().getValue() : "");
            return write.equals("update commands") && tells(event.getCommand()) ? write + " status" : write;
        }

        private static boolean tells(BsonDocument update) {
            return update.getArray("updates")
                    .get(0)
                    .asDocument()
                    .getDocument("u")
                    .getDocument("$set", new BsonDocument())
                    .containsKey("status");
        }
    }

    /** Knows when the broker has acknowledged a status. */
    public static final class AtTheBroker implements ProducerInterceptor<byte[], byte[]> {

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
            if (exception == null && metadata.topic().endsWith(".status")) {
                reach(CrashPoint.BEFORE_COMMIT);
            }
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
