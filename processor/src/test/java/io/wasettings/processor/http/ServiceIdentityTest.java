package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wasettings.testkit.TestCa;
import java.lang.reflect.Proxy;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class ServiceIdentityTest {

    /** Nothing else looks at the certificate of a resumed session; the server may have another one by now. */
    @Test
    void a_session_whose_certificate_has_expired_is_not_resumed_again_and_says_nothing_of_the_servers_certificate() {
        List<String> calls = new ArrayList<>();
        Certificate[] expired = {new TestCa().expiredCertificateFor("hooks.example.com")};
        SSLSession session = (SSLSession) Proxy.newProxyInstance(
                SSLSession.class.getClassLoader(), new Class<?>[] {SSLSession.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "getPeerCertificates" -> expired;
                        case "getCreationTime" -> 1L;
                        default -> null;
                    };
                });

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> ServiceIdentity.endIfExpired(session, 2))
                .matches(e -> !new TlsFailureException(e).isCertificate());
        assertThat(calls).contains("invalidate");
    }
}
