package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/** A request and its answer on an open connection. */
final class Wire {

    /** Interim answers (1xx) that are passed over before the server counts as broken. */
    private static final int MAX_INTERIM = 16;

    private static final int PIECE = 4096;

    private Wire() {}

    /**
     * As {@link #ask}, on a connection that was used before.
     *
     * @throws RequestNotExecutedException before anything is sent, if the server has closed the connection or has sent
     *     something that nobody asked for: it must not become the answer to this request
     */
    static ClassicHttpResponse askIfClean(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        if (!((KeptConnection) connection).isClean()) {
            throw new RequestNotExecutedException();
        }
        return ask(request, connection);
    }

    /** Sends the request and receives the head of the final answer. */
    static ClassicHttpResponse ask(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        connection.sendRequestHeader(request);
        connection.sendRequestEntity(request);
        connection.flush();
        ClassicHttpResponse response = connection.receiveResponseHeader();
        for (int interim = 1; response.getCode() < HttpStatus.SC_OK; interim++) {
            if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS || interim > MAX_INTERIM) {
                throw new ProtocolException("Nobody asked for that interim answer");
            }
            response = connection.receiveResponseHeader();
        }
        return response;
    }

    /**
     * Gives the answer its body, of which nothing is read yet.
     *
     * @throws HttpException if its head does not say where the body ends, or says so twice
     */
    static void beginBody(ClassicHttpRequest request, ClassicHttpResponse response, HttpClientConnection connection)
            throws IOException, HttpException {
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            connection.receiveResponseEntity(response);
        }
    }

    /** Asks a proxy for a tunnel by CONNECT; its answer says whether there is one now. */
    static ClassicHttpResponse connect(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        ClassicHttpResponse response = ask(request, connection);
        beginBody(request, response, connection);
        if (response.getCode() < HttpStatus.SC_REDIRECTION && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
            throw new ProtocolException("The proxy speaks within the tunnel");
        }
        return response;
    }

    /**
     * Reads the rest of the answer, its body up to the limit.
     *
     * @param received takes the body as it comes, so that what came before a failure is there
     */
    static Answer answer(ClassicHttpResponse response, int maxBodySize, ByteArrayOutputStream received)
            throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return head(response);
        }
        long length = entity.getContentLength();
        if (length > maxBodySize && response.getCode() / 100 == 3) {
            // Nothing in it counts. Of others, what stands at the beginning may: an error code, a refresh token.
            return new Answer(response.getCode(), headers(response), new byte[0], true);
        }
        // Never closed: that would read on to the end. The connection is dropped instead.
        boolean tooLarge = !transfer(entity, maxBodySize, received);
        return new Answer(response.getCode(), headers(response), received.toByteArray(), tooLarge);
    }

    /** Whether that was all of it: more than the limit is not kept. */
    private static boolean transfer(HttpEntity entity, int limit, ByteArrayOutputStream received) throws IOException {
        InputStream body = entity.getContent();
        long length = entity.getContentLength();
        // Most bodies are far smaller, and there is one for each call.
        byte[] piece = new byte[length < 0 ? PIECE : (int) Math.min(Math.max(length, 1), PIECE)];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            int room = limit - received.size();
            received.write(piece, 0, Math.min(count, room));
            if (count > room) {
                return false;
            }
        }
        return true;
    }

    /** What has come so far, as an answer without a body. */
    static Answer head(ClassicHttpResponse response) {
        return received(response, new byte[0]);
    }

    /** What has come so far, as an answer with so much of its body. */
    static Answer received(ClassicHttpResponse response, byte[] body) {
        return new Answer(response.getCode(), headers(response), body);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        return headers;
    }
}
