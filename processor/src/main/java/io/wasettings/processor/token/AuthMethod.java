package io.wasettings.processor.token;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.wasettings.common.text.WireNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a client authenticates to a token endpoint (RFC 6749 section 2.3.1), in the order in which the ways are tried.
 */
public enum AuthMethod {
    /** {@code client_secret_basic} with id and secret form-encoded first, as the RFC says. */
    CLIENT_SECRET_BASIC {
        @Override
        public String authorization(String clientId, String clientSecret) {
            return new ClientSecretBasic(new ClientID(clientId), new Secret(clientSecret)).toHTTPAuthorizationHeader();
        }
    },
    /** {@code client_secret_basic} with id and secret as they are, as many servers expect it. */
    CLIENT_SECRET_BASIC_RAW {
        @Override
        public String authorization(String clientId, String clientSecret) {
            byte[] credentials = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(credentials);
        }

        @Override
        public boolean applies(String clientId, String clientSecret) {
            // Basic authentication cannot carry an id with a colon, and if encoding changes nothing it was tried
            // already.
            return !clientId.contains(":")
                    && !authorization(clientId, clientSecret)
                            .equals(CLIENT_SECRET_BASIC.authorization(clientId, clientSecret));
        }
    },
    /** {@code client_secret_post}: id and secret in the body. */
    CLIENT_SECRET_POST {
        @Override
        public Map<String, List<String>> parameters(String clientId, String clientSecret) {
            return new ClientSecretPost(new ClientID(clientId), new Secret(clientSecret)).toParameters();
        }
    };

    /** The {@code Authorization} header, or null if there is none. */
    public @Nullable String authorization(String clientId, String clientSecret) {
        return null;
    }

    /** The parameters that go into the body. */
    public Map<String, List<String>> parameters(String clientId, String clientSecret) {
        return Map.of();
    }

    /** Whether trying this way makes a difference for these credentials. */
    public boolean applies(String clientId, String clientSecret) {
        return true;
    }

    /** The name as stored: lower case. */
    public String storedName() {
        return WireNames.of(this);
    }

    /** The method of that stored name. */
    public static Optional<AuthMethod> of(String storedName) {
        return WireNames.find(AuthMethod.class, storedName);
    }
}
