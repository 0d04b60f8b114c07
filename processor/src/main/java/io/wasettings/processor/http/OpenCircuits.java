package io.wasettings.processor.http;

import java.util.List;

/** The circuits of this process that are open now, for operators. */
public interface OpenCircuits {

    /** At most as many as are remembered; the one that has been open for the longest first. */
    List<OpenCircuit> list();
}
