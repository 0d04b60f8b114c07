package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wasettings.testkit.TestCa;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class ServiceIdentityTest {

    /** Of a session that is resumed nothing else looks at the certificate. */
    @Test
    void a_certificate_that_has_expired_since_its_session_began_is_refused() {
        X509Certificate expired = new TestCa().expiredCertificateFor("hooks.example.com");

        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> new ServiceIdentity().verify("hooks.example.com", expired))
                .matches(e -> new TlsFailureException(e).isCertificate());
    }
}
