package io.wasettings.processor.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Refuses lines with a carriage return or a zero byte in them: one client takes it for the end of the line or of the
 * text, another one for a part of it or for nothing (RFC 9112 section 2.2, RFC 9110 section 5.5).
 */
class CheckedLines implements SessionInputBuffer {

    private final SessionInputBuffer delegate;

    CheckedLines(SessionInputBuffer delegate) {
        this.delegate = delegate;
    }

    @Override
    public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
        int length = delegate.readLine(line, in);
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\r' || line.charAt(i) == '\0') {
                throw new NotHttpException("A carriage return or a zero byte is within a line");
            }
        }
        return length;
    }

    @Override
    public int length() {
        return delegate.length();
    }

    @Override
    public int capacity() {
        return delegate.capacity();
    }

    @Override
    public int available() {
        return delegate.available();
    }

    @Override
    public int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
        return delegate.read(bytes, offset, length, in);
    }

    @Override
    public int read(byte[] bytes, InputStream in) throws IOException {
        return delegate.read(bytes, in);
    }

    @Override
    public int read(InputStream in) throws IOException {
        return delegate.read(in);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return delegate.getMetrics();
    }
}
