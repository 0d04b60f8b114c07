package io.wasettings.processor.command.attempt;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands must carry their secrets.
 *
 * @param acceptClearSecrets whether commands with secrets in the clear are taken; for a migration only
 * @param requireBoundDestinations whether sealed secrets must name the URLs that they may be sent to
 */
@ConfigurationProperties("wa.settings.processor")
public record SecretsPolicy(
        @DefaultValue("false") boolean acceptClearSecrets,
        @DefaultValue("false") boolean requireBoundDestinations) {}
