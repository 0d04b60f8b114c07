package io.wasettings.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A bare MVC handler that only produces: takes the bytes, waits for the broker, answers 202. */
public final class BareHandler {

    private BareHandler() {}

    public static void main(String... arguments) {
        Target target = Target.of(arguments);
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.config.name", "bare-handler",
                "spring.threads.virtual.enabled", "true",
                "logging.level.org.springframework.boot.tomcat", "INFO",
                "benchmark.bootstrap-servers", target.bootstrapServers(),
                "benchmark.topic", target.prefix() + ".commands"));
        application.run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                KafkaAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class,
                MongoAutoConfiguration.class,
                SecurityAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class
            })
    static class Application {

        @Bean
        Handler handler(org.springframework.core.env.Environment environment) {
            return new Handler(
                    environment.getRequiredProperty("benchmark.bootstrap-servers"),
                    environment.getRequiredProperty("benchmark.topic"));
        }
    }

    @RestController
    static final class Handler {

        private final KafkaProducer<byte[], byte[]> producer;
        private final String topic;

        Handler(String bootstrapServers, String topic) {
            this.topic = topic;
            this.producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        @PostMapping("/api/wa/v2/transactional/settings")
        ResponseEntity<String> take(@RequestBody byte[] body) throws ExecutionException, InterruptedException {
            String id = UUID.randomUUID().toString();
            producer.send(new ProducerRecord<>(topic, id.getBytes(UTF_8), body)).get();
            return ResponseEntity.accepted().body("{\"command_id\": \"" + id + "\"}");
        }
    }
}
