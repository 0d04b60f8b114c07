package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request to one target, from the lease of a connection to the last byte of the answer. Runs in the caller's
 * thread; {@link #abort}, called by another thread, ends it wherever it is.
 */
final class Call {

    private static final String ID = "call";

    /** Whoever has a name of many addresses would otherwise have us knock at all of them. */
    private static final int MOST_ADDRESSES = 16;

    /** Failures after which the next judged address is worth a try: nothing was sent to the partner yet. */
    private static final Set<Kind> NOT_REACHED = EnumSet.of(Kind.CONNECT, Kind.EGRESS_PROXY);

    private final Connections connections;
    private final HttpClientConnectionManager manager;
    private final HttpSettings settings;
    private final Target target;
    private final ClassicHttpRequest request;
    private final long deadline;
    private final HttpCoreContext context = HttpCoreContext.create();
    private final AtomicReference<@Nullable ConnectionEndpoint> held = new AtomicReference<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable ClassicHttpResponse head;
    private volatile boolean aborted;
    private boolean atProxy;
    /** Whether anything of the request may have been sent. */
    private boolean begun;

    Call(Connections connections, HttpSettings settings, Target target, ClassicHttpRequest request) {
        this.connections = connections;
        this.manager = connections.manager();
        this.settings = settings;
        this.target = target;
        this.request = request;
        this.deadline = System.nanoTime() + settings.totalTimeout().toNanos();
    }

    /**
     * The answer, or why there is none and what came of it; one that says enough by its head is that where its body is
     * not to be had.
     */
    Exchange run() {
        return whole().fold(answer -> answer, this::headOr);
    }

    private Exchange headOr(Failure failure) {
        if (head == null) {
            return failure;
        }
        return Answer.saysEnough(head.getCode())
                ? Wire.head(head)
                : failure.after(Wire.received(head, received.toByteArray()));
    }

    private Exchange whole() {
        try {
            return perform();
        } catch (FailureException e) {
            return e.failure();
        } catch (IOException | HttpException e) {
            return aborted ? timedOut() : HttpFailures.ofExchange(e);
        } catch (RuntimeException e) {
            // The library's answer to a connection that abort took away.
            if (aborted) {
                return timedOut();
            }
            throw e;
        } finally {
            drop();
        }
    }

    /** The same, but the head of an answer is the answer, whatever becomes of its body, of which nothing is told. */
    Exchange runForHead() {
        Exchange exchange = run();
        return head == null ? exchange : Wire.head(head);
    }

    /**
     * Ends the call: its connection is closed at once, and it makes no other. Gives nothing back to the pool, whose
     * lock it would have to wait for: the call does.
     */
    void abort() {
        aborted = true;
        ConnectionEndpoint endpoint = held.get();
        if (endpoint != null) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
    }

    private Exchange timedOut() {
        if (atProxy) {
            return HttpFailures.egressProxy(null).failure();
        }
        return begun
                ? HttpFailures.timedOut()
                : HttpFailures.notConnectedInTime().failure();
    }

    private Answer perform() throws FailureException, IOException, HttpException {
        while (true) {
            boolean used = open();
            try {
                return exchange(used);
            } catch (RequestNotExecutedException e) {
                begun = false;
                drop();
            }
        }
    }

    /** Holds an open connection to the first address that takes one; returns whether it was used before. */
    private boolean open() throws FailureException, IOException {
        FailureException last = null;
        for (InetAddress address : firstOf(target.addresses())) {
            try {
                return open(connections.route(target, address));
            } catch (FailureException e) {
                drop();
                if (aborted || !NOT_REACHED.contains(e.failure().kind())) {
                    throw e;
                }
                // This machine may have no IPv6, which says nothing of the server.
                if (last == null || !(address instanceof Inet6Address)) {
                    last = e;
                }
            }
        }
        throw Objects.requireNonNull(last);
    }

    private static List<InetAddress> firstOf(List<InetAddress> addresses) {
        return addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
    }

    private boolean open(HttpRoute route) throws FailureException, IOException {
        atProxy = false;
        ConnectionEndpoint endpoint = lease(route);
        held.set(endpoint);
        if (aborted) {
            throw HttpFailures.notConnectedInTime();
        }
        if (endpoint.isConnected()) {
            return true;
        }
        if (route.isTunnelled()) {
            tunnel(endpoint, route);
        } else {
            connect(endpoint, route);
        }
        return false;
    }

    private ConnectionEndpoint lease(HttpRoute route) throws FailureException {
        Timeout patience = Timeout.of(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        LeaseRequest lease = manager.lease(ID, route, patience, null);
        try {
            return lease.get(patience);
        } catch (TimeoutException | ExecutionException e) {
            lease.cancel();
            throw HttpFailures.noFreeConnection(e);
        } catch (InterruptedException e) {
            lease.cancel();
            Thread.currentThread().interrupt();
            throw HttpFailures.noFreeConnection(e);
        }
    }

    private void connect(ConnectionEndpoint endpoint, HttpRoute route) throws FailureException {
        try {
            dial(endpoint);
        } catch (TlsFailureException e) {
            throw HttpFailures.ofTls(e);
        } catch (IOException e) {
            throw aborted
                    ? HttpFailures.notConnectedInTime()
                    : HttpFailures.notConnected(e, route.getTargetHost().getAddress());
        }
    }

    private void dial(ConnectionEndpoint endpoint) throws IOException {
        manager.connect(endpoint, null, context);
        // Before this there may have been nothing yet that abort could close.
        if (aborted) {
            throw new ConnectionClosedException();
        }
    }

    private void tunnel(ConnectionEndpoint endpoint, HttpRoute route) throws FailureException, IOException {
        atProxy = true;
        String authority = route.getTargetHost().toHostString();
        ClassicHttpRequest connect = new BasicClassicHttpRequest(Method.CONNECT, authority);
        connect.addHeader(HttpHeaders.HOST, authority);
        try {
            dial(endpoint);
            ClassicHttpResponse response =
                    endpoint.execute(ID, connect, (request, wire, any) -> Wire.connect(request, wire), context);
            if (response.getCode() >= HttpStatus.SC_REDIRECTION) {
                throw HttpFailures.egressProxyRefused();
            }
        } catch (IOException | HttpException e) {
            throw HttpFailures.egressProxy(e);
        }
        atProxy = false;
        if (route.isSecure()) {
            try {
                manager.upgrade(endpoint, context);
            } catch (TlsFailureException e) {
                throw HttpFailures.ofTls(e);
            }
        }
    }

    private Answer exchange(boolean used) throws IOException, HttpException {
        begun = true;
        ConnectionEndpoint endpoint = Objects.requireNonNull(held.get());
        ClassicHttpResponse response =
                endpoint.execute(ID, request, (ready, wire, any) -> ask(used, ready, wire), context);
        Answer answer = Wire.answer(response, settings.maxBodySize(), received);
        if (!answer.bodyTooLarge() && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
            keep();
        }
        return answer;
    }

    private ClassicHttpResponse ask(boolean used, ClassicHttpRequest ready, HttpClientConnection wire)
            throws IOException, HttpException {
        ClassicHttpResponse response = used ? Wire.askIfClean(ready, wire) : Wire.ask(ready, wire);
        if (Answer.saysEnough(response.getCode())) {
            // Even if nobody can tell where its body ends.
            head = response;
        }
        Wire.beginBody(ready, response, wire);
        head = response;
        return response;
    }

    private void keep() {
        ConnectionEndpoint endpoint = held.getAndSet(null);
        if (endpoint != null) {
            manager.release(endpoint, null, TimeValue.of(settings.idleTimeout()));
        }
    }

    private void drop() {
        ConnectionEndpoint endpoint = held.getAndSet(null);
        if (endpoint != null) {
            endpoint.close(CloseMode.IMMEDIATE);
            manager.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
        }
    }
}
