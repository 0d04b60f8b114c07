package io.wasettings.common.seal;

import com.nimbusds.jose.jca.JWEJCAContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;

/**
 * The Amazon Corretto Crypto Provider, where it is on the class path and its library suits the platform; else the JDK's
 * own do the same work, only slower. Used for what seals and opens, and for nothing else of the JVM.
 */
final class NativeProvider {

    private static final String NAME = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** Makes those of this context use it, if it is there. */
    static void use(JWEJCAContext context) {
        find().ifPresent(context::setProvider);
    }

    /** The same key as the provider's own kind, which it would otherwise make of it again for each message. */
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

    /** Without its library it offers nothing. */
    private static boolean works(Provider provider) {
        return provider.getService("KeyAgreement", "ECDH") != null
                && provider.getService("KeyPairGenerator", "EC") != null
                && provider.getService("KeyFactory", "EC") != null
                && provider.getService("Cipher", "AES/GCM/NoPadding") != null
                && provider.getService("MessageDigest", "SHA-256") != null;
    }
}
