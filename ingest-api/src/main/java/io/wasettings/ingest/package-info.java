/**
 * The ingest-api: HTTP in, command out, status back. Start with {@link io.wasettings.ingest.IngestApplication}; the
 * story of a request is in {@code submit}.
 *
 * <p>Depends on {@code common.text}, {@code service.problem}, {@code service.startup} and {@code service.trace}; on its
 * sub-packages only through Spring.
 */
@NullMarked
package io.wasettings.ingest;

import org.jspecify.annotations.NullMarked;
