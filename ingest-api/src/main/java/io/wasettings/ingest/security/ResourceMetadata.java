package io.wasettings.ingest.security;

import io.wasettings.service.security.BearerTokens;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.startup.MisconfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of this protected resource (RFC 9728), if it has a public URL. Never derived from a request's
 * {@code Host}: a client that believes it would ask for tokens for whatever name somebody sent.
 */
final class ResourceMetadata {

    private final @Nullable URI resource;
    private final @Nullable String issuer;

    /**
     * @param publicUrl the public URL; null or blank if there is none
     * @param issuer the authorization server, or null if it is not known
     * @throws MisconfigurationException if it is no URL
     */
    ResourceMetadata(@Nullable String publicUrl, @Nullable String issuer) {
        this.resource = publicUrl == null || publicUrl.isBlank() ? null : publicUrl(publicUrl.strip());
        this.issuer = issuer;
    }

    /** Where clients find it; empty if there is none. */
    Optional<URI> location() {
        return Optional.ofNullable(resource).map(url -> url.resolve(BearerTokens.METADATA + path(url)));
    }

    /** The document for a request to that path; empty when nothing is there. */
    Optional<Map<String, Object>> document(String path) {
        return location().filter(url -> url.getRawPath().equals(path)).map(url -> {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("resource", String.valueOf(resource));
            if (issuer != null) {
                document.put("authorization_servers", List.of(issuer));
            }
            document.put("scopes_supported", List.of(Scopes.WRITE, Scopes.READ));
            document.put("bearer_methods_supported", List.of("header"));
            return document;
        });
    }

    private static String path(URI url) {
        String path = url.getRawPath();
        return path.equals("/") ? "" : path;
    }

    private static URI publicUrl(String text) {
        try {
            // As requests have it: those for the metadata must match, and challenges are ASCII.
            URI url = new URI(new URI(text).toASCIIString());
            if (isPublicUrl(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new MisconfigurationException(
                "wa.settings.ingest.public-url must be an http(s) URL without query, fragment and user info");
    }

    private static boolean isPublicUrl(URI url) {
        return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
