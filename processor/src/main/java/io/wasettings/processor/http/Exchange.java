package io.wasettings.processor.http;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a request: an {@link Answer}, or a {@link Failure}. */
public sealed interface Exchange permits Exchange.Answer, Exchange.Failure {

    /** The exchange mapped by the function of its case. */
    <T> T fold(Function<Answer, T> answer, Function<Failure, T> failure);

    /**
     * An answer within all limits, whatever its status; complete, unless its head was all that was wanted, or was all
     * that could be had and says enough, or it came before a {@link Failure}. Its text is the remote server's: keep it
     * out of logs and messages.
     *
     * @param status 200 to 599, or what else the server made up
     * @param headers the first value of each header; names in any case
     * @param body the body as it came, never decompressed; at most the configured size, or nothing where a redirect
     *     announced more
     * @param bodyTooLarge whether there was more of it than that, which was dropped
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(int status, Map<String, String> headers, byte[] body, boolean bodyTooLarge) implements Exchange {

        /** An answer whose body is all there. */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, false);
        }

        public Answer {
            Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach(anyCase::putIfAbsent);
            headers = Collections.unmodifiableMap(anyCase);
        }

        /** Whether the status says that the same request may succeed later: 408, 425, 429 and 5xx. */
        public boolean mayPass() {
            return mayPass(status);
        }

        static boolean mayPass(int status) {
            return status == 408 || status == 425 || status == 429 || status >= 500;
        }

        /** Whether that status says enough where the body does not come whole: a redirect, or what may pass. */
        static boolean saysEnough(int status) {
            return status / 100 == 3 || mayPass(status);
        }

        /** Whether nothing but the end of the connection told where the body ends (RFC 9112 section 6.3). */
        public boolean endsWithConnection() {
            return status != 204
                    && status != 304
                    && header("Content-Length") == null
                    && header("Transfer-Encoding") == null;
        }

        /** The first value of that header, or null. */
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public <T> T fold(Function<Answer, T> answer, Function<Failure, T> failure) {
            return answer.apply(this);
        }

        /** The status alone: the rest is not ours to print. */
        @Override
        public String toString() {
            return "Answer[status=" + status + ", body=" + body.length + " bytes]";
        }
    }

    /**
     * No complete answer.
     *
     * @param kind what to make of it
     * @param message one sentence for the partner; never a word of the remote server, nor an address
     * @param retryAfter how long another attempt would be in vain, or null if nobody knows
     * @param received the answer as far as it came, if at least its head did, or null
     */
    record Failure(
            Kind kind,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Answer received) implements Exchange {

        /** A failure before anything of an answer came. */
        public Failure(Kind kind, String message, @Nullable Duration retryAfter) {
            this(kind, message, retryAfter, null);
        }

        /** The same after so much of an answer. */
        Failure after(Answer part) {
            return new Failure(kind, message, retryAfter, part);
        }

        @Override
        public <T> T fold(Function<Answer, T> answer, Function<Failure, T> failure) {
            return failure.apply(this);
        }
    }

    /** What kept an exchange from completing. */
    enum Kind {
        /** The certificate does not verify, or not for this host. */
        CERTIFICATE(true, false),
        /** No TLS session came about for another reason. */
        HANDSHAKE(false, false),
        /** No address took the connection, at least not in time. */
        CONNECT(false, false),
        /** A time limit ran out after the request had begun to be sent. */
        TIMEOUT(false, true),
        /** The connection broke, or the answer was cut short. */
        BROKEN(false, true),
        /** The headers are over their limit, or all that came over the connection is. */
        TOO_LARGE(true, true),
        /** What came is not HTTP/1.1, or can be read in two ways. */
        NOT_HTTP(true, true),
        /** The operator's own egress proxy failed: never the partner's fault. */
        EGRESS_PROXY(false, false),
        /** All connections that this service allows itself, or this partner, were busy: nothing was sent. */
        NO_CONNECTION(false, false),
        /**
         * The server has failed this partner too often lately and is left alone for a while: nothing was sent. The
         * message is what became of the last call that was made.
         */
        CIRCUIT_OPEN(false, false);

        private final boolean permanent;
        private final boolean maybeProcessed;

        Kind(boolean permanent, boolean maybeProcessed) {
            this.permanent = permanent;
            this.maybeProcessed = maybeProcessed;
        }

        /** Whether another attempt would fail the same way. */
        public boolean permanent() {
            return permanent;
        }

        /**
         * Whether the server was asked, or at least dialled. Where it was not, the reason lies with this service or in
         * what became of earlier calls, and it counts as no attempt.
         */
        public boolean asked() {
            return this != EGRESS_PROXY && this != NO_CONNECTION && this != CIRCUIT_OPEN;
        }

        /** Whether the server may have acted on the request although no complete answer came. */
        public boolean maybeProcessed() {
            return maybeProcessed;
        }
    }
}
