package io.wasettings.processor.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that partners' certificates may come from. */
final class TrustedAuthorities {

    /**
     * Longer than a session ticket of TLS 1.3 may live: those that a server sends are dropped then. It may send any
     * number, and each would be kept for as long as the connection.
     */
    private static final int NO_TICKETS_SECONDS =
            Math.toIntExact(Duration.ofDays(8).toSeconds());

    /** Each is kept with all certificates of the server, also if no connection to it is. The JDK's are 20,480. */
    private static final int MOST_SESSIONS = 256;

    private TrustedAuthorities() {}

    /**
     * A TLS context that trusts the platform's authorities, and those in a PEM file if there is one.
     *
     * @throws IllegalArgumentException in one line, if the file cannot be used
     */
    static SSLContext tlsContext(@Nullable Path extraPem) {
        try {
            TrustManagerFactory trust = platformTrust(null);
            if (extraPem != null) {
                trust = platformTrust(union(trust, read(extraPem)));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            context.getClientSessionContext().setSessionTimeout(NO_TICKETS_SECONDS);
            context.getClientSessionContext().setSessionCacheSize(MOST_SESSIONS);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The certificate authorities of the Java platform cannot be used; check javax.net.ssl.trustStore",
                    e);
        }
    }

    private static TrustManagerFactory platformTrust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> read(Path pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Collection<? extends Certificate> certificates;
        try {
            certificates = factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)));
        } catch (IOException e) {
            throw unusable(pem, "cannot be read; it must be a file that this user may read");
        } catch (CertificateException e) {
            throw noneIn(pem);
        }
        if (certificates.isEmpty()) {
            throw noneIn(pem);
        }
        return certificates;
    }

    private static IllegalArgumentException noneIn(Path pem) {
        return unusable(pem, "must hold certificates in PEM, one or more and nothing else");
    }

    private static IllegalArgumentException unusable(Path pem, String problem) {
        return new IllegalArgumentException(HttpProperties.PREFIX + ".extra-ca: " + pem + " " + problem);
    }

    private static KeyStore union(TrustManagerFactory platform, Collection<? extends Certificate> extra)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (TrustManager manager : platform.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                addAll(store, "platform", x509.getAcceptedIssuers());
            }
        }
        addAll(store, "extra", extra.toArray(Certificate[]::new));
        return store;
    }

    private static void addAll(KeyStore store, String prefix, Certificate... certificates)
            throws GeneralSecurityException {
        for (int i = 0; i < certificates.length; i++) {
            store.setCertificateEntry(prefix + "-" + i, certificates[i]);
        }
    }
}
