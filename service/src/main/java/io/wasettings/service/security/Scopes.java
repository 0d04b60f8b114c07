package io.wasettings.service.security;

/** OAuth 2.0 scopes. */
public final class Scopes {

    /** To submit settings. */
    public static final String WRITE = "wa.settings.write";
    /** To read settings and statuses. */
    public static final String READ = "wa.settings.read";
    /** To read metrics and details of health, and to replay what failed. */
    public static final String OPERATE = "wa.settings.operate";

    private static final String AUTHORITY_PREFIX = "SCOPE_";

    private Scopes() {}

    /** The authority that Spring Security grants for a scope. */
    public static String authority(String scope) {
        return AUTHORITY_PREFIX + scope;
    }
}
