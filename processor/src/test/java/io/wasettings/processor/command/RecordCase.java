package io.wasettings.processor.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.processor.store.SealedCredentials.SealedBearer;
import io.wasettings.processor.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One hard case of {@code records.json} in this project's terms: the event headers become CloudEvents headers, the
 * payload becomes the body with its secret sealed, a revision becomes a version, and what is done to their ciphertext
 * is done to ours.
 */
final class RecordCase {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String PARTNER = "partner-42";
    private static final String SENDER = "+14155552671";
    /** The broker's timestamp of revision 0. */
    private static final long EPOCH = 1_000_000;

    private final JsonNode testCase;
    private final JsonNode record;
    private final CommandFixture fixture;

    RecordCase(JsonNode testCase, CommandFixture fixture) {
        this.testCase = testCase;
        this.record = testCase.get("record");
        this.fixture = fixture;
    }

    /** There is no key service here: keys are in a file that is read at the start. */
    static boolean isAboutThisProject(JsonNode testCase) {
        return !testCase.get("name").stringValue().startsWith("kms_");
    }

    List<String> allowed() {
        JsonNode expect = testCase.get("expect");
        Stream<String> allowed = testCase.has("allow")
                ? testCase.get("allow").valueStream().map(JsonNode::stringValue)
                : Stream.of(expect.get("outcome").stringValue());
        String code = expect.path("code").stringValue("2011");
        return allowed.flatMap(outcome ->
                        outcome.equals("status") ? Stream.of("status " + code, "failed") : Stream.of(outcome))
                .toList();
    }

    boolean wasProcessedBefore() {
        return testCase.at("/pre/processed_event_ids").size() > 0;
    }

    /** Brings about what the case presupposes. */
    void prepare() {
        SettingsKey key = new SettingsKey(PARTNER, Channel.TRANSACTIONAL, SENDER);
        long stored = testCase.at("/pre/stored_revision").longValue(0);
        fixture.store.save(new Settings(
                key, "https://hooks.example.com/", new SealedBearer("jwe"), new Version(EPOCH + stored, 0), "before"));
        testCase.at("/pre/processed_event_ids").forEach(id -> {
            CommandRef ref = new CommandRef("/test", id.stringValue());
            fixture.commandStore.remember(
                    ref,
                    new Known(
                            key.recordKey(),
                            KeyedHashes.read(null),
                            new Version(EPOCH + stored, 0),
                            Optional.empty(),
                            Set.of()));
            fixture.commandStore.tell(
                    new ToldStatus(appliedBefore(id.stringValue()), 0),
                    new Attempt(Instant.EPOCH, 0, 1, "applied", null, null, null, Duration.ZERO));
        });
        String fault = testCase.path("fault").stringValue("");
        if (fault.contains("Mongo")) {
            fixture.store.available(false);
        }
        if (fault.contains("probe")) {
            fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        }
        if (fault.contains("status topic")) {
            fixture.producer.sendException = new TimeoutException("no broker");
        }
    }

    /** Ends the fault, if there was one. */
    void repair() {
        fixture.store.available(true);
        fixture.webhook = ProbeResult.Passed::new;
        fixture.producer.sendException = null;
    }

    Delivery delivery() {
        JsonNode revision = record.at("/value/revision");
        boolean isVersion = revision.isMissingNode() || (revision.isIntegralNumber() && revision.longValue() >= 0);
        Map<String, byte[]> headers = headers();
        if (!isVersion) {
            headers.put("wa_attempts", "1".getBytes(UTF_8));
            headers.put("wa_due", "1".getBytes(UTF_8));
            headers.put("wa_replays", "0".getBytes(UTF_8));
            headers.put("wa_version", (revision.asString() + ":0").getBytes(UTF_8));
        }
        return new Delivery(
                isVersion ? 0 : 1,
                new Place(
                        isVersion ? "commands" : "retry.1",
                        null,
                        3,
                        1042,
                        EPOCH + (isVersion ? revision.longValue(7) : 0)),
                key(),
                value(),
                CommandFixture.headers(headers));
    }

    private byte[] key() {
        if (record.path("key").isNull() || record.path("key").isMissingNode()) {
            return null;
        }
        String key = record.get("key").stringValue();
        return key.isEmpty() ? new byte[0] : (key + "/transactional/" + SENDER).getBytes(UTF_8);
    }

    private Map<String, byte[]> headers() {
        JsonNode theirs = record.path("headers");
        Map<String, byte[]> ours = new HashMap<>();
        theirs.properties()
                .forEach(header ->
                        ours.put(header.getKey(), header.getValue().asString().getBytes(UTF_8)));
        Optional.ofNullable(ours.remove("event-id")).ifPresent(id -> ours.put("ce_id", id));
        Optional.ofNullable(ours.remove("event-type")).ifPresent(type -> ours.put("ce_type", type(type)));
        ours.remove("schema-version");
        record.path("headers_b64")
                .properties()
                .forEach(header -> ours.put(
                        header.getKey().replace("event-", "ce_"),
                        Base64.getDecoder().decode(header.getValue().stringValue())));
        if (!theirs.isEmpty()) {
            ours.put("ce_source", "/test".getBytes(UTF_8));
            ours.put(
                    "ce_partner",
                    record.at("/value/partner_id").stringValue(PARTNER).getBytes(UTF_8));
            ours.put("ce_channel", "transactional".getBytes(UTF_8));
        }
        return ours;
    }

    private byte[] type(byte[] theirs) {
        String type = new String(theirs, UTF_8);
        if (!type.equals("settings.submitted")) {
            return theirs;
        }
        long version = record.at("/value/schema_version").longValue(1);
        return (version == 1 ? CloudEvent.COMMAND_TYPE : "wa.settings.update.v" + (version + 1)).getBytes(UTF_8);
    }

    private byte[] value() {
        if (record.has("value_b64")) {
            return Base64.getDecoder().decode(record.get("value_b64").stringValue());
        }
        JsonNode value = record.path("value");
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isObject()) {
            return value.toString().getBytes(UTF_8);
        }
        JsonNode payload = value.path("payload");
        if (!payload.isObject()) {
            return (payload.isMissingNode() ? "{}" : payload.toString()).getBytes(UTF_8);
        }
        return body((ObjectNode) payload.deepCopy()).getBytes(UTF_8);
    }

    private String body(ObjectNode body) {
        ObjectNode oauth2 = (ObjectNode) body.get("oauth2");
        oauth2.remove("client_secret");
        body.put("sealed_secrets", sealed());
        if (testCase.has("mutation")) {
            body.put("note", "x".repeat(900_000));
        }
        return MAPPER.writeValueAsString(body);
    }

    /** Our sealed secrets, with done to them what the case did to its ciphertext. */
    private String sealed() {
        String name = testCase.get("name").stringValue();
        String owner = (name.startsWith("swapped") ? "partner-99" : PARTNER) + "/transactional/" + SENDER;
        String secret = name.equals("plaintext_with_lf") ? "S3cr3t\r\nvalue" : "S3cr3t-value";
        String[] jwe = fixture.secretBox
                .seal(owner, new Secrets(Map.of(Secrets.CLIENT_SECRET, secret)))
                .split("\\.", -1);
        switch (name) {
            case "tampered_ct" -> jwe[3] = (jwe[3].charAt(0) == 'A' ? 'B' : 'A') + jwe[3].substring(1);
            case "truncated_tag" -> jwe[4] = jwe[4].substring(0, 6);
            case "short_iv" -> jwe[2] = "AAAAAA";
            case "bad_base64" -> jwe[3] = "***";
            case "alg_none" ->
                jwe[0] = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\",\"enc\":\"none\",\"kid\":\"k1\"}".getBytes(UTF_8));
            default -> {
                // the ciphertext is as it was sealed
            }
        }
        return String.join(".", jwe);
    }

    private static Status appliedBefore(String id) {
        return new Status(
                id,
                "/test",
                PARTNER,
                "transactional",
                SENDER,
                State.APPLIED,
                null,
                200,
                "The settings are in force.",
                List.of(),
                List.of(),
                1,
                null,
                Instant.EPOCH);
    }
}
