package io.wasettings.ingest.security;

import io.wasettings.ingest.security.AuthProperties.Mode;
import io.wasettings.service.log.LogLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

/** Says at the start what an operator may have forgotten. */
final class ForgottenChecks {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenChecks.class);

    private ForgottenChecks() {}

    /** Warns of what is not looked at in tokens. */
    static void tell(AuthProperties properties, OAuth2ResourceServerProperties resourceServer) {
        tellOfIssuer(properties, resourceServer);
        tellOfAudiences(properties, resourceServer);
    }

    /** Spring Boot checks it only where it is named, whatever else says where the keys are. */
    private static void tellOfIssuer(AuthProperties properties, OAuth2ResourceServerProperties resourceServer) {
        if (properties.mode() == Mode.JWT && resourceServer.getJwt().getIssuerUri() == null) {
            LogLine.warn(LOG, "issuer_not_checked")
                    .with(
                            "hint",
                            "access tokens of every issuer are taken that are signed with these keys;"
                                    + " set spring.security.oauth2.resourceserver.jwt.issuer-uri, too")
                    .write();
        }
    }

    private static void tellOfAudiences(AuthProperties properties, OAuth2ResourceServerProperties resourceServer) {
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
