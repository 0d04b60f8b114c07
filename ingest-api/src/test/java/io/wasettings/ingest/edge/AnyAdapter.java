package io.wasettings.ingest.edge;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** What stands behind a connector in tests of it alone; each overrides what it needs. */
abstract class AnyAdapter implements Adapter {

    @Override
    public void service(Request request, Response response) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean prepare(Request request, Response response) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void log(Request request, Response response, long time) {}

    @Override
    public void checkRecycled(Request request, Response response) {}

    @Override
    public String getDomain() {
        return "";
    }
}
