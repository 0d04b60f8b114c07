package io.wasettings.standalone;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The suite on Apache Kafka and MongoDB from their images. */
@Tag("docker")
class ContainersEndToEndIT extends EndToEndSuite {

    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");
    private final MongoDBContainer mongo = new MongoDBContainer("mongo:8.0");

    @Override
    List<String> infrastructure() {
        kafka.start();
        mongo.start();
        return List.of(
                "--spring.kafka.bootstrap-servers=" + kafka.getBootstrapServers(),
                "--spring.mongodb.uri=" + mongo.getReplicaSetUrl());
    }

    @AfterAll
    void stopContainers() {
        kafka.stop();
        mongo.stop();
    }
}
