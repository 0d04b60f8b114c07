package io.wasettings.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody trusts unless told so, and that issues what a test needs. */
public final class TestCa {

    private static final Duration VALIDITY = Duration.ofDays(1);
    /** RFC 5280 section 4.2.1.6. */
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    private final X509Bundle authority;

    public TestCa() {
        this("Test CA");
    }

    /** @param name the common name, by which certificates name their authority */
    public TestCa(String name) {
        this.authority = unchecked(() -> new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** A PEM file of the authority's certificate, deleted when the JVM ends. */
    public Path pem() {
        try {
            return authority.toTempRootCertPem().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a server with a valid certificate for these names and addresses. */
    public SSLContext serverFor(String... hosts) {
        return server(Instant.now().plus(VALIDITY), hosts);
    }

    /** For a server whose certificate for these names and addresses ran out yesterday. */
    public SSLContext expiredServerFor(String... hosts) {
        return server(Instant.now().minus(VALIDITY), hosts);
    }

    /** A server with a self-signed certificate for that name that ran out yesterday. */
    public static SelfSigned expiredSelfSignedFor(String host) {
        return unchecked(() -> {
            X509Bundle bundle = certificate(Instant.now().minus(VALIDITY), host)
                    .addSanDnsName(host)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            return new SelfSigned(context(bundle), bundle.toTempRootCertPem().toPath());
        });
    }

    /**
     * A server that vouches for itself.
     *
     * @param pem a file of its certificate, deleted when the JVM ends
     */
    public record SelfSigned(SSLContext server, Path pem) {}

    /** A certificate for that name that ran out yesterday. */
    public X509Certificate expiredCertificateFor(String host) {
        return unchecked(() -> certificate(Instant.now().minus(VALIDITY), host)
                .addSanDnsName(host)
                .buildIssuedBy(authority)
                .getCertificate());
    }

    /** For a server whose certificate has that name as its common name alone. */
    public SSLContext serverWithCommonName(String host) {
        return server(certificate(Instant.now().plus(VALIDITY), host));
    }

    /** For a server whose certificate has that one alternative name, be it a proper one or not. */
    public SSLContext serverWithAlternativeName(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        byte[] der = ByteBuffer.allocate(ascii.length + 4)
                .put((byte) 0x30) // SEQUENCE of GeneralName
                .put((byte) (ascii.length + 2))
                .put((byte) 0x82) // [2] dNSName
                .put((byte) ascii.length)
                .put(ascii)
                .array();
        return server(certificate(Instant.now().plus(VALIDITY), "server")
                .addExtensionOctetString(SUBJECT_ALTERNATIVE_NAME, false, der));
    }

    private SSLContext server(Instant notAfter, String... hosts) {
        CertificateBuilder certificate = certificate(notAfter, hosts[0]);
        for (String host : hosts) {
            boolean isAddress = host.contains(":") || host.matches("[0-9.]+");
            certificate = isAddress ? certificate.addSanIpAddress(host) : certificate.addSanDnsName(host);
        }
        return server(certificate);
    }

    private static CertificateBuilder certificate(Instant notAfter, String commonName) {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + commonName)
                .notBefore(notAfter.minus(VALIDITY.multipliedBy(2)))
                .notAfter(notAfter)
                .addExtendedKeyUsageServerAuth();
    }

    private SSLContext server(CertificateBuilder complete) {
        return unchecked(() -> context(complete.buildIssuedBy(authority)));
    }

    private static SSLContext context(X509Bundle certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        return context;
    }

    private interface Attempt<T> {
        T make() throws Exception;
    }

    private static <T> T unchecked(Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (Exception e) {
            throw new IllegalStateException("The test CA cannot issue a certificate", e);
        }
    }
}
