package io.wasettings.common;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a settings request, as decoded: the documented members with their rules. Members that were missing, null
 * or blank are null. {@link SettingsReader} checks the rules; the URL policy is not among them.
 *
 * @param webhookUrl where the platform calls the partner back
 * @param from the sender in E.164, or null for the partner's default sender
 * @param authType {@code bearer} or {@code oauth2}
 * @param apiKey the bearer key that the webhook expects, a secret; with {@code bearer}
 * @param oauth2 how to get the token that the webhook expects; with {@code oauth2}
 */
public record SettingsBody(
        @Nullable @NotNull(message = REQUIRED) String webhookUrl,

        @Nullable @Pattern(regexp = E164, message = "must be a number in E.164 format, such as +14155552671")
        String from,

        @Nullable
        @NotNull(message = REQUIRED)
        @Pattern(regexp = "bearer|oauth2", message = "must be \"bearer\" or \"oauth2\"")
        String authType,

        @Nullable
        @NotNull(groups = WithBearer.class, message = "is required when auth_type is \"bearer\"")
        @Pattern(
                groups = WithBearer.class,
                regexp = "[\\x21-\\x7E]{1,4096}",
                message = "must be 1 to 4096 visible ASCII characters, without spaces or a \"Bearer\" prefix")
        String apiKey,

        @Nullable @NotNull(groups = WithOAuth2.class, message = "is required when auth_type is \"oauth2\"") @Valid
        OAuth2 oauth2) {

    /** E.164 (ITU-T): a plus sign, a country code that does not begin with 0, at most 15 digits. */
    static final String E164 = "\\+[1-9]\\d{1,14}";

    private static final String REQUIRED = "is required";

    /** Rules that apply with {@code auth_type} {@code bearer}. */
    interface WithBearer {}

    /** Rules that apply with {@code auth_type} {@code oauth2}. */
    interface WithOAuth2 {}

    /** Rules that apply with {@code grant_type} {@code refresh_token}. */
    interface WithRefreshToken {}

    /**
     * The OAuth 2.0 client of the partner (RFC 6749).
     *
     * @param grantType {@code client_credentials} (§4.4) or {@code refresh_token} (§6)
     * @param tokenUrl the token endpoint
     * @param clientId client identifier, %x20-7E (A.1)
     * @param clientSecret client secret, %x20-7E (A.2)
     * @param refreshToken refresh token, %x20-7E (A.17); with {@code refresh_token}
     * @param scopes scope-tokens (§3.3) to ask for
     * @param expiresIn lifetime of a token in seconds, where the token endpoint states none
     */
    public record OAuth2(
            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Pattern(
                    groups = WithOAuth2.class,
                    regexp = "client_credentials|refresh_token",
                    message = "must be \"client_credentials\" or \"refresh_token\"")
            String grantType,

            @Nullable @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            String tokenUrl,

            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Pattern(
                    groups = WithOAuth2.class,
                    regexp = "[\\x20-\\x7E]{1,2048}",
                    message = "must be 1 to 2048 printable ASCII characters")
            String clientId,

            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Pattern(
                    groups = WithOAuth2.class,
                    regexp = "[\\x20-\\x7E]{1,4096}",
                    message = "must be 1 to 4096 printable ASCII characters")
            String clientSecret,

            @Nullable
            @NotNull(groups = WithRefreshToken.class, message = "is required when grant_type is \"refresh_token\"")
            @Pattern(
                    groups = WithRefreshToken.class,
                    regexp = "[\\x20-\\x7E]{1,8192}",
                    message = "must be 1 to 8192 printable ASCII characters")
            String refreshToken,

            @Size(groups = WithOAuth2.class, max = 100, message = "must not have more than 100 elements")
            List<
                            @NotNull(groups = WithOAuth2.class, message = SCOPE)
                            @Pattern(
                                    groups = WithOAuth2.class,
                                    regexp = "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,1024}",
                                    message = SCOPE)
                            @Nullable String>
                    scopes,

            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Positive(groups = WithOAuth2.class, message = "must be greater than 0")
            Long expiresIn) {

        private static final String SCOPE =
                "must be one scope-token (RFC 6749 section 3.3): visible ASCII without space, quote or backslash";

        @Override
        public String toString() {
            return "OAuth2[grantType=" + grantType + ", tokenUrl=" + tokenUrl + ", secrets redacted]";
        }

        private OAuth2 with(@Nullable String newClientSecret, @Nullable String newRefreshToken) {
            return new OAuth2(grantType, tokenUrl, clientId, newClientSecret, newRefreshToken, scopes, expiresIn);
        }
    }

    /** Whether the partner chose OAuth 2.0. */
    public boolean usesOAuth2() {
        return "oauth2".equals(authType);
    }

    /** Whether the partner chose the {@code refresh_token} grant. */
    public boolean usesRefreshToken() {
        return usesOAuth2() && oauth2 != null && "refresh_token".equals(oauth2.grantType);
    }

    /** Whether any secret is there, of whichever {@code auth_type}. */
    public boolean holdsSecrets() {
        return apiKey != null || (oauth2 != null && (oauth2.clientSecret != null || oauth2.refreshToken != null));
    }

    /** The secrets that belong to the chosen {@code auth_type}; those of the other one are ignored. */
    public Secrets secrets() {
        Map<String, String> values = new LinkedHashMap<>();
        if (usesOAuth2() && oauth2 != null) {
            putIfPresent(values, Secrets.CLIENT_SECRET, oauth2.clientSecret);
            if (usesRefreshToken()) {
                putIfPresent(values, Secrets.REFRESH_TOKEN, oauth2.refreshToken);
            }
        } else {
            putIfPresent(values, Secrets.API_KEY, apiKey);
        }
        return new Secrets(values);
    }

    /** The same body with these secrets in place of its own. */
    public SettingsBody with(Secrets secrets) {
        return new SettingsBody(
                webhookUrl,
                from,
                authType,
                secrets.apiKey(),
                oauth2 == null ? null : oauth2.with(secrets.clientSecret(), secrets.refreshToken()));
    }

    /** The OAuth 2.0 part of a body that was validated to have one. */
    public OAuth2 requireOAuth2() {
        return Objects.requireNonNull(oauth2);
    }

    @Override
    public String toString() {
        return "SettingsBody[webhookUrl=" + webhookUrl + ", from=" + from + ", authType=" + authType + ", oauth2="
                + oauth2 + ", secrets redacted]";
    }

    private static void putIfPresent(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
