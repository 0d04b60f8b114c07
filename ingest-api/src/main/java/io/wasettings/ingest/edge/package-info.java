/**
 * Limits what slow clients cost: a deadline for the head of a request and one for its body, bounded reads in progress,
 * and no thread for any of them.
 *
 * <p>The only package that knows of Tomcat's connector. Depends on {@code common.text}, {@code discovery} (for the
 * paths that anybody may read), {@code limit}, {@code result}, {@code service.log} and {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.edge;

import org.jspecify.annotations.NullMarked;
