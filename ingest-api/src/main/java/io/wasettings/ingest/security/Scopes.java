package io.wasettings.ingest.security;

/** OAuth 2.0 scopes of this application. */
final class Scopes {

    /** To submit settings. */
    static final String WRITE = "wa.settings.write";
    /** To read settings and statuses. */
    static final String READ = "wa.settings.read";
    /** To read metrics and details of health. */
    static final String OPERATE = "wa.settings.operate";

    private static final String AUTHORITY_PREFIX = "SCOPE_";

    private Scopes() {}

    /** The authority that Spring Security grants for a scope. */
    static String authority(String scope) {
        return AUTHORITY_PREFIX + scope;
    }
}
