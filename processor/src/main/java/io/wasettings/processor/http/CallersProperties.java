package io.wasettings.processor.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many may want a connection.
 *
 * @param concurrency commands in flight in this process
 */
@ConfigurationProperties("wa.settings.processor")
record CallersProperties(@DefaultValue("256") int concurrency) {}
