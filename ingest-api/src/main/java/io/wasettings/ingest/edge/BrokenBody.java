package io.wasettings.ingest.edge;

import java.io.IOException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Lets a body that is malformed or cut off just end, without ever being finished, for a listener. Tomcat would make the
 * response an error on the thread that reads, while others write it or look at it: then the client gets the answer,
 * another, or none.
 */
record BrokenBody(Request request, InputBuffer body) implements InputBuffer {

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (request.getReadListener() == null) {
            // A blocking reader would take the early end for the end of the whole body.
            return body.doRead(handler);
        }
        try {
            return body.doRead(handler);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public int available() {
        return body.available();
    }
}
