package io.wasettings.ingest.submit;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsRules;
import io.wasettings.common.settings.UserInfo;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Turns submissions into commands: decodes, validates and seals. */
final class CommandFactory {

    private final SettingsRules rules = new SettingsRules();
    private final SecretBox secretBox;
    /**
     * One fewer at a time than there are processors. Sealing is the part of a request that computes longest, for
     * milliseconds without the native provider; too many threads at it would leave the producer's own thread no time to
     * send before commands expire.
     */
    private final Semaphore sealing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    CommandFactory(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    Result<SealedCommand> command(Submission submission) {
        return SettingsJson.readRequest(submission.body())
                .fold(
                        decoded -> command(submission, decoded),
                        undecodable -> Result.refused(Problem.of(ProblemType.UNDECODABLE, undecodable.detail())
                                .with(undecodable.errors(), List.of())));
    }

    private Result<SealedCommand> command(Submission submission, Decoded decoded) {
        List<FieldMessage> warnings = decoded.warnings();
        return rules.check(decoded.settings())
                .fold(
                        valid -> command(submission, valid, warnings),
                        violations -> refused(
                                ProblemType.INVALID, UserInfoRule.errors(decoded.settings(), violations), warnings));
    }

    private Result<SealedCommand> command(Submission submission, ValidSettings settings, List<FieldMessage> warnings) {
        List<FieldMessage> userInfo = UserInfoRule.errors(settings);
        if (!userInfo.isEmpty()) {
            boolean webhook = UserInfo.isIn(settings.webhookUrl());
            return refused(webhook ? ProblemType.WEBHOOK_URL : ProblemType.INVALID, userInfo, warnings);
        }
        SettingsKey key = new SettingsKey(submission.partner(), submission.channel(), settings.from());
        byte[] value = SettingsJson.writeCommand(settings, seal(key, settings));
        return Result.of(new SealedCommand(key, value, warnings, submission.traceparent()));
    }

    private static Result<SealedCommand> refused(
            ProblemType type, List<FieldMessage> errors, List<FieldMessage> warnings) {
        return Result.refused(Problem.of(type).with(errors, warnings));
    }

    private String seal(SettingsKey key, ValidSettings settings) {
        sealing.acquireUninterruptibly();
        try {
            return secretBox.seal(key.recordKey(), SealedSecrets.of(settings).payload());
        } finally {
            sealing.release();
        }
    }
}
