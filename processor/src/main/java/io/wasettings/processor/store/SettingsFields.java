package io.wasettings.processor.store;

/** Fields of a document of settings that the processor alone writes; those that are shown are the service's to name. */
public final class SettingsFields {

    /** Whose settings. */
    public static final String PARTNER = "partner";
    /** The channel's wire name. */
    public static final String CHANNEL = "channel";
    /** JWE of what the partner entrusted. */
    public static final String SEALED_SECRETS = "sealed_secrets";
    /** JWE of the token. */
    public static final String SEALED_TOKEN = "sealed_token";
    /** When the token was granted. */
    public static final String TOKEN_OBTAINED_AT = "token_obtained_at";
    /** The effective scope of the token, space-separated, or null when unknown. */
    public static final String TOKEN_SCOPE = "token_scope";
    /** How the renewal of the token stands. */
    public static final String RENEWAL = "renewal";

    /** The client authentication that the token was got with, by its stored name. */
    static final String TOKEN_AUTH_METHOD = "token_auth_method";
    /** The version of the command that they are from. */
    static final String VERSION = "version";

    private SettingsFields() {}
}
