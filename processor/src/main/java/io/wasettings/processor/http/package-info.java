/**
 * The only way out to partners: one HTTP exchange at a time with a judged target, within limits of time and size.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link GuardedHttpClient} takes a request and answers with an {@link Exchange}
 *   <li>{@link Circuits} ends it at once if the partner's calls to that host kept failing
 *   <li>{@link Shares} lets it wait for its turn, if that may be short
 *   <li>{@link Call} tries one address after another, on one of the {@link Connections}
 *   <li>{@link Wire} writes the request, and reads the answer as {@link StrictHttp} has it
 * </ol>
 *
 * <p>A server that keeps failing a partner is left alone for that partner for a while, and no server or partner takes
 * all connections. Dials nothing but the addresses in the target, never redirects, retries, decompresses or keeps
 * cookies. The only package that knows Apache HttpComponents; otherwise depends on {@code validation.url},
 * {@code service.background}, {@code service.startup}, {@code service.trace}, resilience4j and Micrometer, and on
 * Spring only where its bean is made.
 */
@NullMarked
package io.wasettings.processor.http;

import org.jspecify.annotations.NullMarked;
