package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.testkit.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which topic a leader does not serve yet when the first commands come, is a matter of chance: so many are tried. */
@Tag("once")
class NewTopicsIT {

    private static final int TOPICS = 30;
    private static final int PARTITIONS = 12;
    private static final int COMMANDS = 60;
    private static final JWKSet KEYS = TestKeys.generate("k1");

    @Test
    void no_command_is_lost_that_is_submitted_while_its_topic_is_being_made() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            for (int topic = 0; topic < TOPICS; topic++) {
                String commands = "commands-" + UUID.randomUUID();
                try (SettingsCommandProducer producer = producer(commands)) {
                    var made = admin.createTopics(List.of(new NewTopic(commands, PARTITIONS, (short) 1)));
                    List<Submission> submissions = submit(producer);
                    made.all().get();
                    for (Submission submission : submissions) {
                        assertThat(submission.published()).succeedsWithin(60, TimeUnit.SECONDS);
                    }
                }
            }
        }
    }

    private static List<Submission> submit(SettingsCommandProducer producer) {
        List<Submission> submissions = new ArrayList<>();
        for (int partner = 0; partner < COMMANDS; partner++) {
            submissions.add(producer.submit(new SettingsCommand(
                    UUID.randomUUID().toString(),
                    "p" + partner,
                    Channel.TRANSACTIONAL,
                    new ValidSettings("https://hooks.example.com/", null, new Bearer("k3y")))));
        }
        return submissions;
    }

    private static SettingsCommandProducer producer(String commands) {
        Map<String, Object> clients = Map.of(
                "bootstrap.servers", TestBroker.bootstrapServers(),
                "linger.ms", 0,
                "retry.backoff.ms", 1,
                "request.timeout.ms", 10_000,
                "delivery.timeout.ms", 40_000);
        return SettingsCommandProducer.start(
                new ProducerSettings("/test", clients, commands, "statuses-" + UUID.randomUUID()),
                SealingKeySource.of(KEYS));
    }
}
