package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in fixed words: texts of exceptions quote hosts, addresses and the remote server. */
final class HttpFailures {

    private static final String NOT_IN_TIME = "The server did not accept a connection in time.";
    private static final String NO_CONNECTION = "No connection to the server became free in time.";

    private HttpFailures() {}

    static FailureException notConnectedInTime() {
        return new FailureException(Kind.CONNECT, NOT_IN_TIME, null);
    }

    /** @param address that was dialled */
    static FailureException notConnected(IOException cause, @Nullable InetAddress address) {
        return new FailureException(Kind.CONNECT, whyNotConnected(cause, address), cause);
    }

    private static String whyNotConnected(IOException cause, @Nullable InetAddress address) {
        if (cause instanceof SocketTimeoutException) {
            return NOT_IN_TIME;
        }
        if (cause instanceof NoRouteToHostException || isWithoutIpv6(cause, address)) {
            return "No route to the server was found; if it has IPv6 addresses alone, give it an IPv4 address too.";
        }
        return cause instanceof ConnectException
                ? "The server refused the connection."
                : "No connection to the server came about.";
    }

    /** No type tells that this machine has no network, or no address of its own, of the dialled one's kind. */
    private static boolean isWithoutIpv6(IOException cause, @Nullable InetAddress address) {
        return address instanceof Inet6Address
                && cause instanceof SocketException
                && !(cause instanceof ConnectException);
    }

    static FailureException noFreeConnection(@Nullable Throwable cause) {
        return new FailureException(Kind.NO_CONNECTION, NO_CONNECTION, cause);
    }

    static FailureException egressProxy(@Nullable Throwable cause) {
        return new FailureException(Kind.EGRESS_PROXY, "The egress proxy of this service failed.", cause);
    }

    static FailureException egressProxyRefused() {
        return new FailureException(Kind.EGRESS_PROXY, "The egress proxy of this service opened no tunnel.", null);
    }

    /** @param cause what became of the last call that was made */
    static Failure circuitOpen(String cause, Duration remaining) {
        return new Failure(Kind.CIRCUIT_OPEN, cause, remaining);
    }

    static Failure busy(Duration expectedWait) {
        return new Failure(Kind.NO_CONNECTION, NO_CONNECTION, expectedWait);
    }

    static FailureException ofTls(TlsFailureException cause) {
        return cause.isCertificate()
                ? new FailureException(Kind.CERTIFICATE, ofCertificate(cause), cause)
                : new FailureException(Kind.HANDSHAKE, "The TLS handshake with the server failed.", cause);
    }

    private static String ofCertificate(TlsFailureException cause) {
        // First, since a path with it is not valid either.
        if (cause.isBecauseOf(CertificateExpiredException.class)
                || cause.isBecauseOf(CertificateNotYetValidException.class)) {
            return "The server's certificate has expired or is not valid yet.";
        }
        if (cause.isBecauseOfAuthority()) {
            return "The server's certificate comes from no trusted authority; send the intermediate certificates with it.";
        }
        return cause.isBecauseOfHost()
                ? "The server's certificate is not issued for its host (subjectAltName)."
                : "The server's certificate does not verify.";
    }

    static Failure timedOut() {
        return new Failure(Kind.TIMEOUT, "The server did not complete its answer in time.", null);
    }

    /** What a failure between the first byte sent and the last byte read comes to. */
    static Failure ofExchange(Exception cause) {
        if (cause instanceof SocketTimeoutException) {
            return timedOut();
        }
        if (FloodException.isBehind(cause)) {
            return new Failure(
                    Kind.TOO_LARGE,
                    "More came over the connection than an answer within the size limits takes;"
                            + " it must come in fewer, larger pieces.",
                    null);
        }
        if (cause instanceof MessageConstraintException) {
            return new Failure(Kind.TOO_LARGE, "The headers of the answer are over the size limit.", null);
        }
        if (cause instanceof HttpException || cause instanceof NotHttpException) {
            return new Failure(Kind.NOT_HTTP, "The answer is not HTTP/1.1 that all clients would read alike.", null);
        }
        return new Failure(Kind.BROKEN, "The connection broke before the answer was complete.", null);
    }
}
