package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.testkit.TestStore;
import io.wasettings.testkit.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A secret goes into its seal and nowhere else. */
class SecrecyIT {

    private static final List<String> CHATTY = List.of("io.wasettings", "org.springframework", "org.mongodb.driver");
    private static final Map<String, String> SETTINGS = SharedIngest.settings();

    private final Client client = SharedIngest.client();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        CHATTY.forEach(name -> {
            Logger logger = logger(name);
            logger.setLevel(Level.DEBUG);
            logger.addAppender(log);
            logger.setAdditive(false);
        });
    }

    @AfterEach
    void stop_listening() {
        CHATTY.forEach(name -> {
            Logger logger = logger(name);
            logger.setLevel(null);
            logger.detachAppender(log);
            logger.setAdditive(true);
        });
        root.detachAppender(log);
    }

    @Test
    void no_secret_is_in_any_answer_record_document_or_log_line() {
        List<Answer> answers = List.of(
                client.submit(Bodies.oauth2("applied", "+14155552673"), "Idempotency-Key", "secrecy"),
                client.submit(Bodies.oauth2("rejected", "+14155552673")),
                client.submit(Bodies.bearer("silent"), "Prefer", "respond-async"),
                client.submit(Bodies.bearer("applied").replace("api_key", "apikey")),
                client.submit(Bodies.bearer("applied").replace("\"api_key\": ", "\"api_key\": [1],")),
                client.submit(Bodies.bearer("applied") + Bodies.SECRET),
                client.submit(Bodies.bearer("applied"), "Idempotency-Key", "secrecy"));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 400, 202, 400, 400, 400, 422);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().headers() + answer.body())
                        .doesNotContain(Bodies.SECRET, "acme-token"));
        assertThat(records()).isNotEmpty().noneMatch(record -> record.contains(Bodies.SECRET));
        assertThat(documents()).isNotEmpty().noneMatch(document -> document.contains(Bodies.SECRET));
        assertThat(lines())
                .isNotEmpty()
                .extracting(event -> event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + event.getMDCPropertyMap()
                        + event.getThrowableProxy())
                .noneMatch(line -> line.contains(Bodies.SECRET) || line.contains("acme-token"));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** The lines so far: threads of the application may be about to write more. */
    private List<ILoggingEvent> lines() {
        synchronized (log) {
            return List.copyOf(log.list);
        }
    }

    private static List<String> records() {
        Set<String> topics =
                Set.of(SETTINGS.get("wa.settings.topics.commands"), SETTINGS.get("wa.settings.topics.status"));
        return TopicRecords.read(SETTINGS.get("spring.kafka.bootstrap-servers"), topics::contains).stream()
                .map(SecrecyIT::text)
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(new String(record.value(), StandardCharsets.UTF_8));
        record.headers().forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static List<String> documents() {
        var database = TestStore.client().getDatabase(SETTINGS.get("wa.settings.mongodb.database"));
        List<String> documents = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            database.getCollection(collection).find().map(Document::toJson).into(documents);
        }
        return documents;
    }
}
