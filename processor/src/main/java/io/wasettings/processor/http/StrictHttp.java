package io.wasettings.processor.http;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/** HTTP/1.1 as RFC 9112 has it: an answer that two clients could read differently, or that is cut short, is none. */
final class StrictHttp {

    /** Header fields: their sizes are limited one by one, so their number must be too. */
    private static final int MAX_FIELDS = 100;

    /** From so many trailer fields on a body is refused. Nobody reads them, but they are kept until the last one. */
    private static final int MAX_TRAILER_FIELDS = 8;

    /** Bytes of each of the two buffers that a connection has for as long as it is kept; most messages fit. */
    private static final int BUFFER = 2 * 1024;

    private StrictHttp() {}

    /** Connections whose answers have a head of at most that many bytes. */
    static HttpConnectionFactory<ManagedHttpClientConnection> connectionFactory(int maxHeaderSize) {
        Http1Config limits = Http1Config.custom()
                .setBufferSize(BUFFER)
                .setMaxLineLength(maxHeaderSize)
                .setMaxHeaderCount(MAX_FIELDS)
                // The parser of heads refuses them itself, once it knows that the connection goes on.
                .setMaxEmptyLineCount(Integer.MAX_VALUE)
                .build();
        Http1Config chunkLimits =
                Http1Config.copy(limits).setMaxHeaderCount(MAX_TRAILER_FIELDS).build();
        AtomicLong number = new AtomicLong();
        return socket -> new KeptConnection("connection-" + number.incrementAndGet(), limits, chunkLimits);
    }

    /** RFC 9112 section 6.3: no answer states its length twice. */
    static long bodyLength(HttpMessage message) throws HttpException {
        Header length = message.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && message.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            throw new ProtocolException("Both Content-Length and Transfer-Encoding");
        }
        if (length != null && !length.getValue().chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ProtocolException("Content-Length is no number");
        }
        return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
    }
}
