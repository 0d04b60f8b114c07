package io.wasettings.ingest.discovery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The sealing keys.
 *
 * @param keysFile a JWK set (RFC 7517) with the public keys; the first one seals. Required
 */
@ConfigurationProperties("wa.settings")
record KeysProperties(@Nullable Path keysFile) {}
