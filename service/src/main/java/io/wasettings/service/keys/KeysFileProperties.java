package io.wasettings.service.keys;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The sealing keys.
 *
 * @param keysFile a JWK set (RFC 7517): for the ingest-api of the public keys alone, for the processor of the private
 *     ones; the first one seals. Required; nullable, so that the application can say how to make one
 */
@ConfigurationProperties("wa.settings")
public record KeysFileProperties(@Nullable Path keysFile) {}
