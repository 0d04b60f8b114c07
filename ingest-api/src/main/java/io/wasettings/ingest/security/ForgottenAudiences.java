package io.wasettings.ingest.security;

import io.wasettings.ingest.security.AuthProperties.Mode;
import io.wasettings.service.log.LogLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

/** Says at the start what an operator may have forgotten. */
final class ForgottenAudiences {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenAudiences.class);

    private ForgottenAudiences() {}

    /** Warns if tokens that were issued for another service would be accepted here. */
    static void warnIfNone(AuthProperties properties, OAuth2ResourceServerProperties resourceServer) {
        boolean byJwt = properties.mode() == Mode.JWT
                && !resourceServer.getJwt().getAudiences().isEmpty();
        if (properties.mode() != Mode.TOKENS && properties.audiences().isEmpty() && !byJwt) {
            LogLine.warn(LOG, "audiences_not_checked")
                    .with(
                            "hint",
                            "access tokens that were issued for other services are taken;"
                                    + " set wa.settings.ingest.auth.audiences to this service's")
                    .write();
        }
    }
}
