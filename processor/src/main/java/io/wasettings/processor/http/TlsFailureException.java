package io.wasettings.processor.http;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The connection stands, but no TLS session came about. */
final class TlsFailureException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsFailureException(IOException cause) {
        super(cause);
    }

    /** Whether it is the certificate: untrusted, expired or for another host. */
    boolean isCertificate() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
