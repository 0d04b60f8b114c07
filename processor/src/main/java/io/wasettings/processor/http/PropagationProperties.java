package io.wasettings.processor.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What partners are told of us.
 *
 * @param propagateTrace whether calls to partners carry {@code traceparent}
 */
@ConfigurationProperties("wa.settings.processor.http")
record PropagationProperties(@DefaultValue("false") boolean propagateTrace) {}
