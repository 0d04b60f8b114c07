/**
 * What the tests share: the whole application on a free port, a client for it, and a stand-in for the processor.
 *
 * <p>Used by tests only; depends on the application's public face and the testkit.
 */
@NullMarked
package io.wasettings.ingest.support;

import org.jspecify.annotations.NullMarked;
