package io.wasettings.benchmarks.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.kafka.TopicSetup;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Commands as an internal producer would publish them: OAuth 2.0 with {@code client_credentials}, secrets sealed. */
public final class Load implements AutoCloseable {

    private final Run run;
    private final SecretBox sealing;
    /** Seals with a key that nobody has. */
    private final SecretBox foreign;

    private final KafkaProducer<byte[], byte[]> producer;

    public Load(Run run) {
        this.run = run;
        this.sealing = SecretBox.load(run.world().publicKeys());
        this.foreign = foreign();
        Map<String, Object> broker = Map.of("bootstrap.servers", run.world().bootstrapServers());
        new TopicSetup(new AdminSettings(broker), run.topics(), List.of()).run();
        this.producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static SecretBox foreign() {
        try {
            return new SecretBox(
                    new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("foreign").generate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One partner's command, ready to be published any number of times. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Template(String partner, byte[] key, byte[] value) {}

    /**
     * Templates of so many partners, spread over the hosts.
     *
     * @param hosts how many hosts they share, the first ones
     * @param tokenMillis how long their token endpoints take
     */
    public List<Template> templates(int partners, int hosts, long tokenMillis) {
        return IntStream.range(0, partners)
                .mapToObj(partner -> template("partner-" + partner, partner % hosts, tokenMillis))
                .toList();
    }

    /** Templates of so many senders, which belong to so many partners in turn, spread over all hosts. */
    public List<Template> senders(int partners, int senders, long tokenMillis) {
        return IntStream.range(0, senders)
                .parallel()
                .mapToObj(sender -> template(
                        "partner-" + sender % partners,
                        "+1555%07d".formatted(sender),
                        sender % Partners.HOSTS,
                        tokenMillis,
                        sealing))
                .toList();
    }

    /** Templates of so many partners, whose secrets are sealed with a key that nobody has. */
    public List<Template> unreadable(int partners) {
        return IntStream.range(0, partners)
                .mapToObj(partner -> template("partner-" + partner, null, partner % Partners.HOSTS, 0, foreign))
                .toList();
    }

    /** A template of that partner's default sender on that host. */
    public Template template(String partner, int host, long tokenMillis) {
        return template(partner, null, host, tokenMillis, sealing);
    }

    private Template template(String partner, @Nullable String from, int host, long tokenMillis, SecretBox recipient) {
        String key = partner + "/transactional/" + (from == null ? "default" : from);
        String base = "http://" + Partners.address(host) + ":" + run.world().partnersPort();
        String webhook = base + "/hook/0";
        String tokenUrl = base + "/token/" + tokenMillis;
        SealedSecrets secrets =
                new SealedSecrets(new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cret")), webhook, tokenUrl);
        String value = """
                {"webhook_url": "%s", "from": %s, "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials", \
                "token_url": "%s", "client_id": "client", "expires_in": 3600}, "sealed_secrets": "%s"}""".formatted(
                webhook, from == null ? "null" : '"' + from + '"', tokenUrl, recipient.seal(key, secrets.payload()));
        return new Template(partner, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Publishes the templates in turn, that many commands in all, and waits until the broker has them. */
    public void publish(List<Template> templates, int commands) {
        for (int i = 0; i < commands; i++) {
            send(templates.get(i % templates.size()));
        }
        producer.flush();
    }

    /** The same, with at most so many under way that the meter does not know to be applied. */
    public void publish(List<Template> templates, int commands, int underWay, StatusMeter meter) {
        long applied = meter.applied();
        for (int i = 0; i < commands; i++) {
            while (i - (meter.applied() - applied) >= underWay) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            send(templates.get((int) ((applied + i) % templates.size())));
        }
        producer.flush();
    }

    /** Publishes one command; does not wait. Returns its id. */
    public String send(Template template) {
        String id = UUID.randomUUID().toString();
        CloudEvent event = new CloudEvent(
                new Context(id, "/benchmark", CloudEvent.COMMAND_TYPE, null),
                new Extensions(template.partner(), "transactional", null, null),
                template.value());
        Future<RecordMetadata> unused = producer.send(Records.write(run.commands(), template.key(), event));
        return id;
    }

    @Override
    public void close() {
        producer.close();
    }
}
