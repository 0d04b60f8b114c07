package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Target;

/**
 * A partner and a host and port that it uses. Partners that share a host are kept apart, so that what one of them
 * provokes there is nothing to the others.
 */
record PartnerHost(String partner, String host, int port) {

    static PartnerHost of(String partner, Target target) {
        return new PartnerHost(partner, target.host(), target.port());
    }
}
