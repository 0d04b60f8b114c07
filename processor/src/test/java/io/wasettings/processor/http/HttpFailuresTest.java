package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFailuresTest {

    private static final String IPV4 = "192.0.2.1";
    private static final String IPV6 = "2001:db8::1";
    private static final String NO_ROUTE =
            "No route to the server was found; if it has IPv6 addresses alone, give it an IPv4 address too.";

    @ParameterizedTest
    @MethodSource
    void why_there_is_no_connection_is_told(IOException cause, String address, String message)
            throws UnknownHostException {
        assertThat(HttpFailures.notConnected(cause, InetAddress.getByName(address))
                        .failure()
                        .message())
                .isEqualTo(message);
    }

    static Stream<Arguments> why_there_is_no_connection_is_told() {
        return Stream.of(
                arguments(
                        new SocketTimeoutException("secret"), IPV4, "The server did not accept a connection in time."),
                arguments(new ConnectException("secret"), IPV4, "The server refused the connection."),
                arguments(new ConnectException("secret"), IPV6, "The server refused the connection."),
                arguments(new NoRouteToHostException("secret"), IPV4, NO_ROUTE),
                arguments(new NoRouteToHostException("secret"), IPV6, NO_ROUTE),
                arguments(new SocketException("Network is unreachable"), IPV6, NO_ROUTE),
                arguments(new BindException("Cannot assign requested address"), IPV6, NO_ROUTE),
                arguments(new SocketException("secret"), IPV4, "No connection to the server came about."));
    }

    @Test
    void a_handshake_that_fails_for_no_certificate_tells_of_none() {
        TlsFailureException cause = new TlsFailureException(new SSLHandshakeException("protocol_version"));

        assertThat(HttpFailures.ofTls(cause).failure().message())
                .isEqualTo("The TLS handshake with the server failed.");
    }
}
