package io.wasettings.processor.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands are taken.
 *
 * @param acceptClearSecrets whether commands with secrets in the clear are taken; for a migration only
 */
@ConfigurationProperties("wa.settings.processor")
record CommandProperties(@DefaultValue("false") boolean acceptClearSecrets) {}
