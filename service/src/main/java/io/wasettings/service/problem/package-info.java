/**
 * Problem documents (RFC 9457): every error of both ports, wherever it arises, as {@code application/problem+json} in
 * one dialect.
 *
 * <p>Knows HTTP and the error codes; depends on {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code log}, Spring MVC, Tomcat and, for what it means when the store is away, on {@code mongo}.
 */
@NullMarked
package io.wasettings.service.problem;

import org.jspecify.annotations.NullMarked;
