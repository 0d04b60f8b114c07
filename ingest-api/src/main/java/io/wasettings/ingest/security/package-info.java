/**
 * Who may do what: bearer tokens in one of three modes, scopes, and the partner that a token names.
 *
 * <p>To the rest of the application the partner is the name of the request's principal. Depends on
 * {@code common.settings}, {@code common.text}, {@code service.background}, {@code service.log},
 * {@code service.problem}, {@code service.security}, {@code service.startup}, {@code discovery} (for the paths that
 * need no token), {@code limit} and {@code rate}, whose filter it puts in its chain.
 */
@NullMarked
package io.wasettings.ingest.security;

import org.jspecify.annotations.NullMarked;
