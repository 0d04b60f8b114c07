package io.wasettings.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.testkit.CapturedLog;
import io.wasettings.testkit.TestBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class UnfitTopicIT {

    @Test
    void nothing_is_taken_in_until_the_topic_has_the_brokers_time() throws Exception {
        Map<String, String> settings = new HashMap<>(Ingest.settings());
        settings.put("wa.settings.ingest.wait", "0s");
        String commands = settings.get("wa.settings.topics.commands");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(commands, 1, (short) 1)))
                    .all()
                    .get();
            try (Ingest ingest = Ingest.start(settings);
                    CapturedLog log = CapturedLog.of(KafkaPublisher.class, Level.WARN)) {
                Client client = ingest.client();
                Answer answer = client.submit(Bodies.bearer("unfit"));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text("detail"))
                        .isEqualTo(
                                "The topics are not known to be set up as required, so nothing was accepted; wait for"
                                        + " as many seconds as Retry-After says.");
                assertThat(log.lines("not_published"))
                        .hasSize(1)
                        .allSatisfy(line -> assertThat(CapturedLog.members(line))
                                .hasEntrySatisfying(
                                        "cause",
                                        cause -> assertThat(cause).asString().contains("see topic_unfit")));
                assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);

                setBrokersTime(admin, commands);

                ingest.awaitReady();
                assertThat(client.submit(Bodies.bearer("fit")).status()).isEqualTo(202);
            }
        }
    }

    private static void setBrokersTime(Admin admin, String topic) throws Exception {
        ConfigEntry time = new ConfigEntry("message.timestamp.type", "LogAppendTime");
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(time, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
