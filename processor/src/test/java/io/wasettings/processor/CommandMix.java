package io.wasettings.processor;

import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.SentCommand.Kind;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Commands of all kinds in an order that the seed decides: several for each key, some of them repeated, some bad. All
 * refresh tokens of a key are of one family, and each command gives the first one again.
 */
final class CommandMix {

    /** What shows that a secret of such a command is in the clear; beside the families of its refresh tokens. */
    static final List<String> SECRETS = List.of("s3cr3t", CommandClient.API_KEY);

    private static final int PARTNERS = 10;
    private static final int SENDERS = 5;

    private final CommandClient client;
    private final String name;
    private final Random random;
    private final String webhookUrl;
    private final String tokenUrl;

    /** @param name begins the ids and partners, so that mixes keep apart */
    CommandMix(CommandClient client, String name, Random random, String webhookUrl, String tokenUrl) {
        this.client = client;
        this.name = name;
        this.random = random;
        this.webhookUrl = webhookUrl;
        this.tokenUrl = tokenUrl;
    }

    /** Submits that many, one after the other, and returns what was acknowledged. */
    List<SentCommand> submit(int count) {
        List<SentCommand> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int dice = random.nextInt(100);
            if (dice < 5 && !commands.isEmpty()) {
                commands.add(repeat(commands.get(random.nextInt(commands.size()))));
            } else {
                commands.add(submitNew(name + "-" + i, kind(dice)));
            }
        }
        return commands;
    }

    private static Kind kind(int dice) {
        return dice < 10
                ? Kind.BAD_URL
                : dice < 15
                        ? Kind.GARBAGE
                        : dice < 35 ? Kind.REFRESH_TOKEN : dice < 60 ? Kind.CLIENT_CREDENTIALS : Kind.BEARER;
    }

    private SentCommand submitNew(String id, Kind kind) {
        int partner = random.nextInt(PARTNERS);
        int sender = random.nextInt(SENDERS);
        String key = "%s-p%d/transactional/+1%04d".formatted(name, partner, sender);
        return submit(id, key, kind);
    }

    /** The same command once more: the same id, key and content. */
    private SentCommand repeat(SentCommand earlier) {
        return submit(earlier.id(), earlier.key(), earlier.kind());
    }

    private SentCommand submit(String id, String key, Kind kind) {
        RecordMetadata place = switch (kind) {
            case BEARER -> client.submitBearer(id, key, webhookUrl + "?" + id);
            case BAD_URL -> client.submitBearer(id, key, "https://10.0.0.1/?" + id);
            case GARBAGE -> client.send(id, key, "no json");
            case CLIENT_CREDENTIALS -> oauth2(id, key, "client_credentials", Map.of());
            case REFRESH_TOKEN -> oauth2(id, key, "refresh_token", Map.of(Secrets.REFRESH_TOKEN, family(key) + "0"));
        };
        return new SentCommand(
                id,
                key,
                kind,
                new Version(place.timestamp(), place.offset(), new Log(place.topic(), place.partition())));
    }

    /** The family of refresh tokens of that key. */
    static String family(String key) {
        return key.replaceAll("[^a-z0-9]", "") + ".";
    }

    private RecordMetadata oauth2(String id, String key, String grantType, Map<String, String> refreshToken) {
        Map<String, String> secrets = new HashMap<>(refreshToken);
        secrets.put(Secrets.CLIENT_SECRET, "s3cr3t");
        String members = """
                "webhook_url": "%s?%s", "auth_type": "oauth2"%s, "oauth2": {"grant_type": "%s",
                "token_url": "%s", "client_id": "c", "expires_in": 3600}""".formatted(webhookUrl, id, CommandClient.from(key), grantType, tokenUrl);
        return client.submit(id, key, members, new Secrets(secrets));
    }
}
