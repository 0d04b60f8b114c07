package io.wasettings.common.seal;

import com.nimbusds.jose.jca.JWEJCAContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;

/**
 * The Amazon Corretto Crypto Provider, if it is on the class path and its library suits the platform; otherwise the
 * JDK's own providers do the same work, only slower. Used for sealing and opening, and for nothing else in the JVM.
 */
final class NativeProvider {

    private static final String NAME = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** Makes the context use the provider, if it is available. */
    static void use(JWEJCAContext context) {
        find().ifPresent(context::setProvider);
    }

    /** The same key in the provider's own form, to which it would otherwise convert it for each message. */
    static ECPrivateKey own(ECPrivateKey key) {
        return find().map(provider -> translated(key, provider)).orElse(key);
    }

    private static ECPrivateKey translated(ECPrivateKey key, Provider provider) {
        try {
            return (ECPrivateKey) KeyFactory.getInstance("EC", provider).translateKey(key);
        } catch (GeneralSecurityException e) {
            return key;
        }
    }

    static Optional<Provider> find() {
        try {
            Provider provider =
                    (Provider) Class.forName(NAME).getField("INSTANCE").get(null);
            return Optional.ofNullable(provider).filter(NativeProvider::works);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Without its native library the provider offers nothing. */
    private static boolean works(Provider provider) {
        return provider.getService("KeyAgreement", "ECDH") != null
                && provider.getService("KeyPairGenerator", "EC") != null
                && provider.getService("KeyFactory", "EC") != null
                && provider.getService("Cipher", "AES/GCM/NoPadding") != null
                && provider.getService("MessageDigest", "SHA-256") != null;
    }
}
