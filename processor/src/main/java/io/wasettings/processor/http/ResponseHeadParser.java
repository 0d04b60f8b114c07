package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Answer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads status line and headers, all of them within the limit. The library's parser limits single lines only, and takes
 * the end of the stream for the end of the line, or of the headers.
 */
final class ResponseHeadParser extends DefaultHttpResponseParser {

    /** What a token may have besides letters and digits (RFC 9110 section 5.6.2). */
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private final int maxSize;
    private @Nullable ClassicHttpResponse begun;

    private ResponseHeadParser(Http1Config limits) {
        super(limits, BasicLineParser.INSTANCE, DefaultClassicHttpResponseFactory.INSTANCE);
        this.maxSize = limits.getMaxLineLength();
    }

    /** Makes a parser a connection. */
    record Factory(Http1Config limits) implements HttpMessageParserFactory<ClassicHttpResponse> {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public HttpMessageParser<ClassicHttpResponse> create(Http1Config ignored) {
            return create();
        }

        @Override
        public HttpMessageParser<ClassicHttpResponse> create() {
            return new ResponseHeadParser(limits);
        }
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        LimitedLines lines = new LimitedLines(buffer);
        ClassicHttpResponse head;
        begun = null;
        try {
            head = super.parse(lines, new EndlessStream(in));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("The status line holds a number that is none of HTTP's", e);
        } catch (NotHttpException e) {
            return statusOr(e);
        }
        if (lines.beginEmpty) {
            // Some clients pass over it, others do not: RFC 9112 section 2.2 speaks of servers only.
            throw new ProtocolException("An empty line comes before the status line");
        }
        return head;
    }

    /** The library takes more digits than one on either side of the dot, and white space before them. */
    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException, HttpException {
        if (!hasVersion(line)) {
            throw new ProtocolException("The status line does not begin with a version (RFC 9112 section 2.3)");
        }
        begun = super.createMessage(line);
        return begun;
    }

    /** The head without its headers if it says enough so; nobody can tell then where the answer ends. */
    private ClassicHttpResponse statusOr(NotHttpException fault) throws NotHttpException {
        if (begun == null || !Answer.saysEnough(begun.getCode())) {
            throw fault;
        }
        begun.setHeader(HttpHeaders.CONTENT_LENGTH, "unknown");
        begun.setHeader(HttpHeaders.CONNECTION, "close");
        return begun;
    }

    private static boolean hasVersion(CharArrayBuffer line) {
        int digits = "HTTP/".length();
        return line.length() > digits + 3
                && isDigit(line.charAt(digits))
                && line.charAt(digits + 1) == '.'
                && isDigit(line.charAt(digits + 2))
                && line.charAt(digits + 3) == ' ';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Its end is a broken connection, wherever within the head it comes. */
    private static final class EndlessStream extends FilterInputStream {

        EndlessStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count == -1) {
                throw new ConnectionClosedException("The end of the stream is within the head");
            }
            return count;
        }
    }

    /** Counts what is read by lines, and looks at the names of headers, which the library trims. */
    private final class LimitedLines extends CheckedLines {

        private int size;
        private int fullLines;
        private boolean beginEmpty;

        LimitedLines(SessionInputBuffer delegate) {
            super(delegate);
        }

        @Override
        public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
            int length = super.readLine(line, in);
            beginEmpty |= size == 0 && length == 0;
            // An empty line counts too, as the CR LF that it is.
            size += length + 2;
            if (size > maxSize) {
                throw new MessageConstraintException("The headers are over the limit");
            }
            if (length > 0) {
                fullLines++;
                requireName(line);
            }
            return length;
        }

        /** White space may go on with a header (RFC 9112 section 5.2), but not with the status line (section 2.2). */
        private void requireName(CharArrayBuffer line) throws NotHttpException {
            boolean isStatus = fullLines == 1;
            boolean goesOn = fullLines > 2 && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (!isStatus && !goesOn && !hasName(line)) {
                throw new NotHttpException("A header has no name that is a token");
            }
        }

        private static boolean hasName(CharArrayBuffer line) {
            int end = 0;
            while (end < line.length() && isOfToken(line.charAt(end))) {
                end++;
            }
            return end > 0 && end < line.length() && line.charAt(end) == ':';
        }

        private static boolean isOfToken(char character) {
            int small = character | 0x20;
            return (small >= 'a' && small <= 'z') || isDigit(character) || MARKS.indexOf(character) >= 0;
        }
    }
}
