package io.wasettings.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.testkit.TestBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

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
            try (Ingest ingest = Ingest.start(settings)) {
                Client client = ingest.client();
                assertThat(client.submit(Bodies.bearer("unfit")).status()).isEqualTo(503);
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
