package io.wasettings.processor.http;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The connection stands, but no TLS session came about. */
final class TlsFailureException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsFailureException(IOException cause) {
        super(cause);
    }

    /** Whether it is the certificate: untrusted, expired or for another host. */
    boolean isCertificate() {
        return isBecauseOf(CertificateException.class)
                || isBecauseOf(CertPathValidatorException.class)
                || isBecauseOf(SSLPeerUnverifiedException.class);
    }

    /** Whether no path leads from the certificate to a trusted authority. */
    boolean isBecauseOfAuthority() {
        return isBecauseOf(CertPathBuilderException.class)
                || causes().anyMatch(cause -> cause instanceof CertPathValidatorException invalid
                        && invalid.getReason() == PKIXReason.NO_TRUST_ANCHOR);
    }

    /** Whether the certificate is for another host, of which the platform's own check has no type. */
    boolean isBecauseOfHost() {
        Throwable innermost = causes().reduce(this, (outer, inner) -> inner);
        return innermost instanceof SSLPeerUnverifiedException
                || innermost.getClass().equals(CertificateException.class);
    }

    /** Whether an exception of that type is among the causes. */
    boolean isBecauseOf(Class<? extends Exception> type) {
        return causes().anyMatch(type::isInstance);
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause);
    }
}
