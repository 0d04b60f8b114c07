package io.wasettings.ingest.edge;

import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Once connections run out, leaves clients little time for a whole head, so that the connections are soon free for
 * others, however many such clients come back.
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

    /** Requests that wait for their outcome are no crowd: they leave more than the last quarter. */
    private boolean isCrowded() {
        long all = getMaxConnections();
        return getConnectionCount() > all - all / 4;
    }
}
