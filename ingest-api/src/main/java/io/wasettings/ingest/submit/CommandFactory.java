package io.wasettings.ingest.submit;

import io.wasettings.common.Json;
import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.SettingsBody;
import io.wasettings.common.SettingsBody.OAuth2;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsReader;
import io.wasettings.common.SettingsReader.Decoded;
import io.wasettings.common.SettingsReader.Undecodable;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.ingest.problem.Outcome;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/** Makes commands of submissions: decodes, validates and seals. */
final class CommandFactory {

    /** Most warnings that travel with a command. */
    private static final int MAX_WARNINGS = 20;

    private final SettingsReader reader;
    private final SecretBox secretBox;
    /**
     * One less at a time than there are processors. Sealing is the one part of a request that computes for
     * milliseconds; a crowd of threads at it would leave the producer's own thread no time to send before commands
     * expire.
     */
    private final Semaphore sealing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    CommandFactory(SettingsReader reader, SecretBox secretBox) {
        this.reader = reader;
        this.secretBox = secretBox;
    }

    Outcome<Command> command(Submission submission) {
        SettingsReader.Decoding decoding = reader.decodeRequest(submission.body());
        if (decoding instanceof Undecodable undecodable) {
            return Outcome.refused(
                    Problem.of(ProblemType.UNDECODABLE, undecodable.detail()).with(undecodable.errors(), List.of()));
        }
        Decoded decoded = (Decoded) decoding;
        List<FieldMessage> warnings =
                decoded.warnings().stream().limit(MAX_WARNINGS).toList();
        List<FieldMessage> violations = reader.validate(decoded.body());
        if (!violations.isEmpty()) {
            return Outcome.refused(Problem.of(ProblemType.INVALID, "Correct the members that errors names.")
                    .with(violations, warnings));
        }
        SettingsKey key = new SettingsKey(
                submission.partner(), submission.channel(), decoded.body().from());
        return Outcome.of(new Command(key, value(key, decoded.body()), warnings, submission.traceparent()));
    }

    /** The known members of the request, secrets replaced by their seal. */
    private byte[] value(SettingsKey key, SettingsBody body) {
        ObjectNode value = Json.mapper().createObjectNode();
        value.put("webhook_url", body.webhookUrl());
        if (body.from() != null) {
            value.put("from", body.from());
        }
        value.put("auth_type", body.authType());
        if (body.usesOAuth2()) {
            value.set("oauth2", oauth2(body.requireOAuth2()));
        }
        value.put("sealed_secrets", seal(key, body.secrets()));
        return Json.mapper().writeValueAsBytes(value);
    }

    private String seal(SettingsKey key, Secrets secrets) {
        sealing.acquireUninterruptibly();
        try {
            return secretBox.seal(key.recordKey(), secrets);
        } finally {
            sealing.release();
        }
    }

    private static ObjectNode oauth2(OAuth2 oauth2) {
        ObjectNode value = Json.mapper().createObjectNode();
        value.put("grant_type", oauth2.grantType());
        value.put("token_url", oauth2.tokenUrl());
        value.put("client_id", oauth2.clientId());
        oauth2.scopes().forEach(value.putArray("scopes")::add);
        value.put("expires_in", oauth2.expiresIn());
        return value;
    }
}
