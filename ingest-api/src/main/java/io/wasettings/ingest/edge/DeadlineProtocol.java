package io.wasettings.ingest.edge;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with a deadline for the heads of requests. Tomcat's own timeout begins anew with every byte. Public, with a
 * public constructor, because Tomcat creates it by its name.
 */
public final class DeadlineProtocol extends Http11NioProtocol {

    private final CrowdedEndpoint endpoint;

    public DeadlineProtocol() {
        this(new CrowdedEndpoint());
    }

    DeadlineProtocol(CrowdedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** How long a client may keep an answer waiting, in milliseconds. */
    int getWriteTimeout() {
        return endpoint.patience();
    }

    @Override
    protected Processor createProcessor() {
        return new DeadlineProcessor(this, getAdapter());
    }
}
