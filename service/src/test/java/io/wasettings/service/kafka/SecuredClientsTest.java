package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

class SecuredClientsTest {

    private static final String JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"processor\" password=\"not-a-secret\";";

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
            .withUserConfiguration(KafkaClientsConfiguration.class)
            .withPropertyValues(
                    "wa.settings.topics.commands=commands",
                    "spring.kafka.bootstrap-servers=broker.example.com:9093",
                    "spring.kafka.security.protocol=SASL_SSL",
                    "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                    "spring.kafka.properties.sasl.jaas.config=" + JAAS,
                    "spring.kafka.ssl.trust-store-location=file:/etc/kafka/trust.p12",
                    "spring.kafka.ssl.trust-store-type=PKCS12");

    @Test
    void tls_and_sasl_reach_producers() {
        context.run(
                started -> assertSecured(started.getBean(ProducerFactory.class).getConfigurationProperties()));
    }

    @Test
    void tls_and_sasl_reach_consumers() {
        context.run(
                started -> assertSecured(started.getBean(ConsumerFactory.class).getConfigurationProperties()));
    }

    @Test
    void tls_and_sasl_reach_admin_clients() {
        context.run(
                started -> assertSecured(started.getBean(AdminSettings.class).values()));
    }

    private static void assertSecured(Map<?, ?> settings) {
        assertThat(settings.get("security.protocol")).isEqualTo("SASL_SSL");
        assertThat(settings.get("sasl.mechanism")).isEqualTo("SCRAM-SHA-512");
        assertThat(settings.get("sasl.jaas.config")).isEqualTo(JAAS);
        assertThat(settings.get("ssl.truststore.location")).isEqualTo("/etc/kafka/trust.p12");
    }
}
