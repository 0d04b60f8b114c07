package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Addresses;
import java.net.IDN;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;

/**
 * Whether a certificate is for that host, as RFC 9525 has it: by its alternative names alone, never by its common name;
 * a wildcard stands for the whole first label and for nothing else.
 */
final class ServiceIdentity implements HttpClientHostnameVerifier {

    /** GeneralName's choice dNSName (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final String WILDCARD = "*.";

    private final DefaultHostnameVerifier addresses = new DefaultHostnameVerifier();

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            verify(host, (X509Certificate) session.getPeerCertificates()[0]);
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    @Override
    public void verify(String host, X509Certificate certificate) throws SSLException {
        if (Addresses.parse(host).isPresent()) {
            addresses.verify(host, certificate);
            return;
        }
        // The library shows a Unicode name where IDN.toASCII leads back to the A-label that was dialled.
        String name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
        if (names(certificate).stream().noneMatch(candidate -> matches(name, candidate))) {
            throw new SSLPeerUnverifiedException("No alternative name of the certificate is the host's");
        }
    }

    /**
     * Ends a session whose certificate has expired. The trust manager looks at the first handshake alone, and there at
     * no date of a certificate that is trusted itself. A server of TLS 1.2 may resume the session for days, maybe with
     * another certificate by now: the next handshake, a whole one, shows it.
     *
     * @param begun when the handshake began, in milliseconds since the epoch: a session that is older is resumed
     * @throws SSLHandshakeException if a resumed one is; that the server's certificate is not valid is not known then
     * @throws SSLException because of a {@link CertificateException} if a new one is
     */
    static void endIfExpired(SSLSession session, long begun) throws SSLException {
        try {
            ((X509Certificate) session.getPeerCertificates()[0]).checkValidity();
        } catch (CertificateException e) {
            session.invalidate();
            throw session.getCreationTime() < begun
                    ? new SSLHandshakeException("The certificate of a resumed session is not valid any more")
                    : new SSLException("The certificate is trusted, but not valid now", e);
        }
    }

    private static boolean matches(String host, String name) {
        if (!name.startsWith(WILDCARD)) {
            return host.equals(name);
        }
        String parent = name.substring(WILDCARD.length());
        return parent.contains(".") && host.substring(host.indexOf('.') + 1).equals(parent);
    }

    private static List<String> names(X509Certificate certificate) throws SSLException {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? List.of()
                    : alternatives.stream()
                            .filter(entry -> Objects.equals(entry.get(0), DNS_NAME))
                            .map(entry -> String.valueOf(entry.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new SSLPeerUnverifiedException("The alternative names of the certificate cannot be read");
        }
    }
}
