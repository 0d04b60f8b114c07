package io.wasettings.ingest.edge;

import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Leaves clients that hold a connection without a whole head little time once connections run out: so that they are
 * free again for others soon, however many such clients come back.
 */
final class CrowdedEndpoint extends NioEndpoint {

    private static final int SHORT_MILLIS = 1000;

    /** For the first byte of a request, and for its head. */
    @Override
    public int getConnectionTimeout() {
        int patience = patience();
        return isCrowded() ? Math.min(SHORT_MILLIS, patience) : patience;
    }

    /** What is configured, however many connections there are, in milliseconds. */
    int patience() {
        return super.getConnectionTimeout();
    }

    /** The last quarter is more than requests that wait for their outcome leave. */
    private boolean isCrowded() {
        long all = getMaxConnections();
        return getConnectionCount() > all - all / 4;
    }
}
