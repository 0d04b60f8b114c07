package io.wasettings.processor.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that tells whether it can be used again: at once if it has rested since the last answer; otherwise the
 * server first gets a moment in which it may close the connection, or send more than its answer. The library would wait
 * twice for a millisecond at each use, which is more than many a partner takes for its answer. Needs a
 * {@link MeteredSocket}, and has its allowance for each call.
 */
final class KeptConnection extends DefaultManagedHttpClientConnection {

    /** What a server does right after its answer has arrived by then. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Http1Config chunkLimits;
    private volatile long restsSince = System.nanoTime();
    private volatile boolean looking;
    private @Nullable MeteredSocket raw;

    /**
     * @param limits of the head of an answer
     * @param chunkLimits of the trailer fields of a body in chunks
     */
    KeptConnection(String id, Http1Config limits, Http1Config chunkLimits) {
        super(id, null, null, limits, StrictHttp::bodyLength, null, null, null, new ResponseHeadParser.Factory(limits));
        this.chunkLimits = chunkLimits;
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        return length == ContentLengthStrategy.CHUNKED
                ? new ChunkedInputStream(new CheckedLines(buffer), in, chunkLimits)
                : super.createContentInputStream(length, buffer, in);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        raw = (MeteredSocket) socket;
        bind(new Holder(socket));
    }

    @Override
    public void bind(SSLSocket secure, Socket socket) throws IOException {
        raw = (MeteredSocket) socket;
        bind(new Holder(secure, socket));
    }

    @Override
    public void passivate() {
        super.passivate();
        if (raw != null) {
            raw.renewAllowance();
        }
        restsSince = System.nanoTime();
    }

    /**
     * At once, whatever the mode: the pool closes under the lock that all calls need, and a goodbye of TLS waits for
     * ever for a server that reads nothing.
     */
    @Override
    public void close(CloseMode mode) {
        super.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
        close(CloseMode.IMMEDIATE);
    }

    /**
     * Whether the server has neither closed it nor sent something that nobody asked for. If not, it must be dropped.
     */
    boolean isClean() {
        LockSupport.parkNanos(restsSince + REST_NANOS - System.nanoTime());
        looking = true;
        try {
            return !isDataAvailable(Timeout.ONE_MILLISECOND);
        } catch (IOException e) {
            return false;
        } finally {
            looking = false;
        }
    }

    /** Its input does not wait while the connection looks. */
    private final class Holder extends SocketHolder {

        Holder(Socket socket) {
            super(socket);
        }

        Holder(SSLSocket secure, Socket socket) {
            super(secure, socket);
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return new Input(super.getInputStream(socket), getBaseSocket().getChannel());
        }
    }

    private final class Input extends FilterInputStream {

        private final SocketChannel channel;

        Input(InputStream in, SocketChannel channel) {
            super(in);
            this.channel = channel;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return looking ? look(bytes, offset, length) : super.read(bytes, offset, length);
        }

        /**
         * What TLS has decrypted already, else what lies in the socket, encrypted perhaps: it will not be used anyhow.
         *
         * @throws ConnectionClosedException if the server has closed it
         */
        private int look(byte[] bytes, int offset, int length) throws IOException {
            if (in.available() > 0) {
                return in.read(bytes, offset, length);
            }
            channel.configureBlocking(false);
            int count;
            try {
                count = channel.read(ByteBuffer.wrap(bytes, offset, length));
            } finally {
                channel.configureBlocking(true);
            }
            if (count < 0) {
                throw new ConnectionClosedException();
            }
            if (count == 0) {
                throw new Silence();
            }
            return count;
        }
    }

    /** Nothing has come: what is hoped for at each use, so it comes without the cost of a stack trace. */
    @SuppressWarnings("serial")
    private static final class Silence extends SocketTimeoutException {

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
