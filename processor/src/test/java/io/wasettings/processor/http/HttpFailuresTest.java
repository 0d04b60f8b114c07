package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFailuresTest {

    @ParameterizedTest
    @MethodSource
    void why_there_is_no_connection_is_told(IOException cause, String message) {
        assertThat(HttpFailures.notConnected(cause).failure().message()).isEqualTo(message);
    }

    static Stream<Arguments> why_there_is_no_connection_is_told() {
        return Stream.of(
                arguments(null, "The server did not accept a connection in time."),
                arguments(new SocketTimeoutException("10.0.0.1"), "The server did not accept a connection in time."),
                arguments(new ConnectException("10.0.0.1"), "The server refused the connection."),
                arguments(
                        new NoRouteToHostException("10.0.0.1"),
                        "No route to the server was found; if it has IPv6 addresses alone, give it an IPv4 address too."),
                arguments(new SocketException("10.0.0.1"), "No connection to the server came about."));
    }

    @Test
    void a_handshake_that_fails_for_no_certificate_tells_of_none() {
        TlsFailureException cause = new TlsFailureException(new SSLHandshakeException("protocol_version"));

        assertThat(HttpFailures.ofTls(cause).failure().message())
                .isEqualTo("The TLS handshake with the server failed.");
    }
}
