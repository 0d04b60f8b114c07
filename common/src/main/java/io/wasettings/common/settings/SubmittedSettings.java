package io.wasettings.common.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.settings.Credentials.ClientCredentials;
import io.wasettings.common.settings.Credentials.Grant;
import io.wasettings.common.settings.Credentials.RefreshToken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they were submitted: the documented members with their rules, as on the wire. Members that were missing,
 * null or blank are null. {@link SettingsRules} turns them into {@link ValidSettings}; the URL policy is not among the
 * rules.
 *
 * @param webhookUrl where the platform calls the partner back
 * @param from the sender in E.164, or null for the partner's default sender
 * @param authType {@code bearer} or {@code oauth2}
 * @param apiKey the bearer key that the webhook expects, a secret; with {@code bearer}
 * @param oauth2 how to get the token that the webhook expects; with {@code oauth2}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmittedSettings(
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

    /** Most elements of {@code scopes}. */
    static final int MAX_SCOPES = 100;

    private static final String REQUIRED = "is required";

    private static final String BEARER = "bearer";
    private static final String OAUTH2 = "oauth2";

    /** Rules that apply with {@code auth_type} {@code bearer}. */
    interface WithBearer {}

    /** Rules that apply with {@code auth_type} {@code oauth2}. */
    interface WithOAuth2 {}

    /** Rules that apply with {@code grant_type} {@code refresh_token}. */
    interface WithRefreshToken {}

    /**
     * The OAuth 2.0 client of the partner (RFC 6749): seven members, because that is how many the documented object
     * has.
     *
     * @param grantType {@code client_credentials} (§4.4) or {@code refresh_token} (§6)
     * @param tokenUrl the token endpoint
     * @param clientId client identifier, %x20-7E (A.1)
     * @param clientSecret client secret, %x20-7E (A.2)
     * @param refreshToken refresh token, %x20-7E (A.17); with {@code refresh_token}
     * @param scopes scope-tokens (§3.3) to ask for
     * @param expiresIn lifetime of a token in seconds, if the token endpoint states none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OAuth2(
            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Pattern(
                    groups = WithOAuth2.class,
                    regexp = ClientCredentials.TYPE + "|" + RefreshToken.TYPE,
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

            @Size(
                    groups = WithOAuth2.class,
                    max = MAX_SCOPES,
                    message = "must not have more than " + MAX_SCOPES + " elements")
            List<
                            @NotNull(groups = WithOAuth2.class, message = SCOPE)
                            @Pattern(
                                    groups = WithOAuth2.class,
                                    regexp = "[\\x21\\x23-\\x5B\\x5D-\\x7E]+",
                                    message = SCOPE)
                            @Nullable String>
                    scopes,

            @Nullable
            @NotNull(groups = WithOAuth2.class, message = REQUIRED)
            @Positive(groups = WithOAuth2.class, message = "must be greater than 0")
            Long expiresIn) {

        private static final String SCOPE =
                "must be one scope-token (RFC 6749 section 3.3): visible ASCII without space, quote or backslash";

        private Optional<Credentials> credentials() {
            return tokenUrl == null || clientId == null || clientSecret == null || expiresIn == null
                    ? Optional.empty()
                    : grant().map(grant -> new Credentials.OAuth2(
                            new Client(
                                    tokenUrl,
                                    clientId,
                                    clientSecret,
                                    scopes.stream().flatMap(Stream::ofNullable).toList(),
                                    expiresIn),
                            grant));
        }

        private Optional<Grant> grant() {
            if (RefreshToken.TYPE.equals(grantType)) {
                return Optional.ofNullable(refreshToken).map(RefreshToken::new);
            }
            return ClientCredentials.TYPE.equals(grantType) ? Optional.of(new ClientCredentials()) : Optional.empty();
        }

        private OAuth2 with(@Nullable String newClientSecret, @Nullable String newRefreshToken) {
            return new OAuth2(grantType, tokenUrl, clientId, newClientSecret, newRefreshToken, scopes, expiresIn);
        }

        private static OAuth2 of(Credentials.OAuth2 valid) {
            Client client = valid.client();
            return new OAuth2(
                    valid.grant().type(),
                    client.tokenUrl(),
                    client.clientId(),
                    client.clientSecret(),
                    valid.grant().fold(clientCredentials -> null, RefreshToken::refreshToken),
                    List.copyOf(client.scopes()),
                    client.expiresIn());
        }

        @Override
        public String toString() {
            return "OAuth2[grantType=" + grantType + ", the rest redacted]";
        }
    }

    /** These settings as they go over the wire, secrets included. */
    static SubmittedSettings of(ValidSettings valid) {
        return valid.credentials()
                .fold(
                        bearer ->
                                new SubmittedSettings(valid.webhookUrl(), valid.from(), BEARER, bearer.apiKey(), null),
                        oauth2 -> new SubmittedSettings(
                                valid.webhookUrl(), valid.from(), OAUTH2, null, OAuth2.of(oauth2)));
    }

    /** The valid settings, if no required member is missing; empty otherwise. */
    Optional<ValidSettings> valid() {
        return webhookUrl == null
                ? Optional.empty()
                : credentials().map(credentials -> new ValidSettings(webhookUrl, from, credentials));
    }

    private Optional<Credentials> credentials() {
        if (usesOAuth2()) {
            return Optional.ofNullable(oauth2).flatMap(OAuth2::credentials);
        }
        return usesBearer() ? Optional.ofNullable(apiKey).map(Bearer::new) : Optional.empty();
    }

    /** Whether the partner chose a static key. */
    boolean usesBearer() {
        return BEARER.equals(authType);
    }

    /** Whether the partner chose OAuth 2.0. */
    public boolean usesOAuth2() {
        return OAUTH2.equals(authType);
    }

    /** Whether the partner chose the {@code refresh_token} grant. */
    boolean usesRefreshToken() {
        return usesOAuth2() && oauth2 != null && RefreshToken.TYPE.equals(oauth2.grantType);
    }

    /** JSON Pointers of the secrets that are present in the clear, whatever the {@code auth_type}. */
    public List<String> clearSecrets() {
        List<String> clear = new ArrayList<>();
        if (apiKey != null) {
            clear.add(Pointers.API_KEY);
        }
        if (oauth2 != null && oauth2.clientSecret != null) {
            clear.add(Pointers.CLIENT_SECRET);
        }
        if (oauth2 != null && oauth2.refreshToken != null) {
            clear.add(Pointers.REFRESH_TOKEN);
        }
        return clear;
    }

    /** JSON Pointers of the secrets that are not present in the clear. */
    public List<String> missingSecrets() {
        List<String> clear = clearSecrets();
        return Secrets.POINTERS.values().stream()
                .filter(pointer -> !clear.contains(pointer))
                .sorted()
                .toList();
    }

    /** The token endpoint, if one was submitted. */
    public @Nullable String tokenUrl() {
        return oauth2 == null ? null : oauth2.tokenUrl;
    }

    /** The same settings with these secrets in place of their own. */
    public SubmittedSettings with(Secrets secrets) {
        return new SubmittedSettings(
                webhookUrl,
                from,
                authType,
                secrets.apiKey(),
                oauth2 == null ? null : oauth2.with(secrets.clientSecret(), secrets.refreshToken()));
    }

    @Override
    public String toString() {
        return "SubmittedSettings[from=" + from + ", authType=" + authType + ", oauth2=" + oauth2
                + ", the rest redacted]";
    }
}
