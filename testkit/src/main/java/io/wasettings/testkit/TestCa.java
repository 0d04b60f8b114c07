package io.wasettings.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody trusts unless told so, and that issues what a test needs. */
public final class TestCa {

    private static final Duration VALIDITY = Duration.ofDays(1);

    private final X509Bundle authority;

    public TestCa() {
        this.authority = unchecked(() -> new CertificateBuilder()
                .ecp256()
                .subject("CN=Test CA")
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

    private SSLContext server(Instant notAfter, String... hosts) {
        CertificateBuilder certificate = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + hosts[0])
                .notBefore(notAfter.minus(VALIDITY.multipliedBy(2)))
                .notAfter(notAfter)
                .addExtendedKeyUsageServerAuth();
        for (String host : hosts) {
            boolean isAddress = host.contains(":") || host.matches("[0-9.]+");
            certificate = isAddress ? certificate.addSanIpAddress(host) : certificate.addSanDnsName(host);
        }
        CertificateBuilder complete = certificate;
        return unchecked(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(complete.buildIssuedBy(authority).toKeyManagerFactory().getKeyManagers(), null, null);
            return context;
        });
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
