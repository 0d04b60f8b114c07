/**
 * The only way out to partners: one HTTP exchange at a time with a judged target, within limits of time and size.
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
