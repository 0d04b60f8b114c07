package io.wasettings.ingest.security;

import java.util.Map;

/**
 * The claim that names the partner.
 *
 * @param name its name
 */
record PartnerClaim(String name) {

    /** The partner named there; empty, which is no partner's name, if the claim is no text. */
    String in(Map<String, Object> claims) {
        return claims.get(name) instanceof String partner ? partner : "";
    }
}
