package io.wasettings.ingest.edge;

import io.wasettings.common.text.Json;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Answers 408 and closes the connection if a head is not complete in time. While it is incomplete Tomcat holds no
 * thread for it, but comes back here with every byte, and when the read timeout is over, which is set to the time left.
 * How long a head may take is asked each time, as that depends on how many connections there are.
 */
final class DeadlineProcessor extends Http11Processor {

    private static final byte[] ANSWER = answer();

    private final DeadlineProtocol protocol;
    /** Whether a head has begun and is awaited. */
    private boolean awaitsHead;
    /** Whether the event that is being processed has been noted as a reading already. */
    private boolean noted;

    DeadlineProcessor(DeadlineProtocol protocol, Adapter adapter) {
        super(protocol, adapter);
        this.protocol = protocol;
        request.setInputBuffer(new BrokenBody(request, request.getInputBuffer()));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        // A connection that was accepted in a crowd was given as little time to take answers as to send a head.
        socket.setWriteTimeout(protocol.getWriteTimeout());
        SocketState state = super.service(socket);
        awaitsHead = state == SocketState.LONG && !isAsync();
        if (!awaitsHead) {
            return state;
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - request.getStartTimeNanos());
        Duration left = Duration.ofMillis(protocol.getConnectionTimeout()).minus(taken);
        if (left.isNegative() || left.isZero()) {
            awaitsHead = false;
            refuse(socket);
            return SocketState.CLOSED;
        }
        socket.setReadTimeout(left.toMillis() + 1);
        return state;
    }

    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
        if (event != SocketEvent.OPEN_READ) {
            if (awaitsHead && socket.getError() instanceof SocketTimeoutException) {
                refuse(socket);
            }
            awaitsHead = false;
        }
        noted = event == SocketEvent.OPEN_READ && isAsyncStarted();
        if (noted) {
            noteReading();
        }
        return super.process(socket, event);
    }

    /** True, so that going on sends the answer, if that came before the event. */
    @Override
    protected boolean dispatchNonBlockingRead() {
        if (!noted) {
            noteReading();
        }
        noted = false;
        return true;
    }

    /**
     * Until this event is processed, an answer waits. Tomcat would look first whether there is a listener, which is
     * taken away a moment before the answer is noted; in between, it would end the request as it is, with status 200.
     */
    private void noteReading() {
        try {
            super.dispatchNonBlockingRead();
        } catch (IllegalStateException failed) {
            // The connection has failed; an event of its own will tell.
        }
    }

    private boolean isAsyncStarted() {
        AtomicBoolean started = new AtomicBoolean();
        action(ActionCode.ASYNC_IS_STARTED, started);
        return started.get();
    }

    /** Writes to the channel itself, since the socket accepts nothing any more once its timeout is over. */
    private static void refuse(SocketWrapperBase<?> socket) {
        if (socket.getSocket() instanceof NioChannel channel) {
            try {
                channel.write(ByteBuffer.wrap(ANSWER));
            } catch (IOException e) {
                socket.setError(e);
            }
        }
    }

    /** The same answer for all, at "/", since the path may not have arrived. */
    private static byte[] answer() {
        String problem = Json.mapper()
                .writeValueAsString(Problem.of(ProblemType.TIMEOUT, "The head of the request took too long.")
                        .at("/"));
        return ("HTTP/1.1 408 \r\nContent-Type: application/problem+json\r\nContent-Length: " + problem.length()
                        + "\r\nConnection: close\r\n\r\n" + problem)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
