package io.wasettings.processor.probe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The webhook probe.
 *
 * @param enabled whether webhooks are called before their settings are put in force
 */
@ConfigurationProperties("wa.settings.processor.probe")
record ProbeProperties(@DefaultValue("true") boolean enabled) {}
