package io.wasettings.standalone;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that is left behind after commands were processed. */
final class Traces {

    /** Parts of every secret that requests, the partner's answers and access tokens have. */
    static final List<String> SECRETS = List.of(
            "your_client_secret",
            "your_refresh_token",
            "your_api_key",
            "demo-access-",
            "demo-refresh-",
            DataFolder.DEMO_TOKEN);

    private final Addresses addresses;
    private final Path data;

    Traces(Addresses addresses, Path data) {
        this.addresses = addresses;
        this.data = data;
    }

    /** The secrets in the clear, URL-encoded, in hex, and in Base64 wherever in the encoded text they begin. */
    static List<String> secretsInEveryForm() {
        return SECRETS.stream()
                .flatMap(secret -> Stream.concat(
                        Stream.of(
                                secret,
                                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                                HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))),
                        IntStream.range(0, 3).mapToObj(offset -> base64(secret, offset))))
                .distinct()
                .toList();
    }

    /** The characters that depend on the secret alone, so many bytes after the beginning of a group of three. */
    private static String base64(String secret, int offset) {
        String text =
                Base64.getEncoder().encodeToString(("-".repeat(offset) + secret).getBytes(StandardCharsets.UTF_8));
        return text.substring((offset * 8 + 5) / 6, (offset + secret.length()) * 8 / 6);
    }

    /** Keys, headers and values of all records of this system's topics. */
    List<String> topics() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", addresses.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> info.topic().startsWith("wa.settings."))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(text(record)));
            }
            return records;
        }
    }

    /** All documents of all collections. */
    List<String> documents() {
        try (MongoClient client = MongoClients.create(addresses.mongoUri())) {
            MongoDatabase database = client.getDatabase("wa_settings");
            List<String> documents = new ArrayList<>();
            for (String collection : database.listCollectionNames()) {
                database.getCollection(collection).find().forEach(document -> documents.add(document.toJson()));
            }
            return documents;
        }
    }

    /** The log. */
    String log() {
        return read(data.resolve("standalone.log"));
    }

    /** Files of the data folder in which that text is. */
    List<Path> filesThatHold(String text) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        append(text, record.key());
        append(text, record.value());
        for (Header header : record.headers()) {
            text.append(header.key());
            append(text, header.value());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        text.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1))
                .append('\n');
    }
}
