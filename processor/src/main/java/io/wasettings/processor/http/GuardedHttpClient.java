package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Target;
import io.wasettings.service.background.DaemonThreads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Talks to partners' servers, within the limits of its settings, whatever they do. Thread-safe; blocks the caller, and
 * suits virtual threads.
 *
 * <p>Dials only the addresses that the policy judged, in order, until one takes the connection; there is no second
 * look-up. TLS is verified against the target's host, which is also the SNI and the {@code Host} header. HTTP/1.1 only.
 * Redirects are answers. Nothing is retried, decompressed, cached or remembered but open connections, which are kept
 * per host and address; a host has a share of the calls under way, and a partner one of each host's; cookies, stored
 * credentials and proxies of the environment play no part.
 */
public final class GuardedHttpClient implements AutoCloseable {

    private static final String USER_AGENT = "wa-settings";

    private final HttpSettings settings;
    private final Circuits circuits;
    private final CallTraces traces;
    private final Shares shares;
    private final Connections connections;
    private final ScheduledThreadPoolExecutor alarms =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("http-deadlines"));

    /** @throws IllegalArgumentException in one line, if the settings name a file that cannot be used */
    GuardedHttpClient(HttpSettings settings, Circuits circuits, CallTraces traces) {
        this.settings = settings;
        this.circuits = circuits;
        this.traces = traces;
        this.shares = new Shares(settings.maxConnectionsPerHost());
        this.connections = new Connections(settings, TrustedAuthorities.tlsContext(settings.extraCa()));
        alarms.setRemoveOnCancelPolicy(true);
        // Not at the first call, for which there may be no thread to be had.
        alarms.prestartCoreThread();
    }

    /** The total time-out: how long a call takes at the most, once there is a connection for it. */
    public Duration longestCall() {
        return settings.totalTimeout();
    }

    /**
     * Sends a POST and waits for the whole answer, or the head of one that redirects or says "later" and does not come
     * whole, no longer than the total time-out, after half a second for a free connection at the most.
     *
     * @param partner whose call it is: circuits and shares of connections are per partner and host
     * @param headers request headers beside those that HTTP itself needs
     * @throws IllegalArgumentException if a header cannot be sent; quotes no value
     */
    public Exchange post(String partner, Target target, Map<String, String> headers, String contentType, byte[] body) {
        return post(partner, target, headers, contentType, body, Call::run);
    }

    /**
     * The same for a caller to whom the head of the answer is all of it: what comes is without its body, and comes even
     * if that is cut short, malformed or not complete in time.
     */
    public Exchange postForHead(
            String partner, Target target, Map<String, String> headers, String contentType, byte[] body) {
        return post(partner, target, headers, contentType, body, Call::runForHead);
    }

    private Exchange post(
            String partner,
            Target target,
            Map<String, String> headers,
            String contentType,
            byte[] body,
            Function<Call, Exchange> run) {
        PartnerHost place = PartnerHost.of(partner, target);
        return traces.call(target, headers, all -> {
            ClassicHttpRequest request = request(target, all, contentType, body);
            return circuits.call(place, () -> shares.call(place, () -> perform(target, request, run)));
        });
    }

    /** Breaks the calls in flight and closes all connections. */
    @Override
    public void close() {
        // What is set goes off: a call that was just getting its connection has no other end.
        alarms.shutdown();
        connections.close();
    }

    private Exchange perform(Target target, ClassicHttpRequest request, Function<Call, Exchange> run) {
        Call call = new Call(connections, settings, target, request);
        Future<?> alarm = alarms.schedule(call::abort, settings.totalTimeout().toNanos(), TimeUnit.NANOSECONDS);
        try {
            return run.apply(call);
        } finally {
            alarm.cancel(false);
        }
    }

    private static ClassicHttpRequest request(
            Target target, Map<String, String> headers, String contentType, byte[] body) {
        // By host and path: from one text a path that begins with two slashes would be read as a host.
        ClassicHttpRequest request = new BasicClassicHttpRequest(Method.POST, (HttpHost) null, target.requestTarget());
        request.addHeader(HttpHeaders.HOST, target.authority());
        request.addHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        request.addHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.addHeader(HttpHeaders.CONTENT_TYPE, sendable(HttpHeaders.CONTENT_TYPE, contentType));
        request.addHeader(HttpHeaders.CONTENT_LENGTH, body.length);
        headers.forEach((name, value) -> request.addHeader(name, sendable(name, value)));
        request.setEntity(new ByteArrayEntity(body, null));
        return request;
    }

    /** RFC 9110 section 5.5: what is beyond visible ASCII, space and tab could end the header or be garbled. */
    private static String sendable(String name, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
            throw new IllegalArgumentException("The header " + name + " holds a character that cannot be sent");
        }
        return value;
    }
}
