/**
 * Access tokens of a local file, and the scopes that they carry.
 *
 * <p>Depends on common, Spring Security and {@code startup}.
 */
@NullMarked
package io.wasettings.service.security;

import org.jspecify.annotations.NullMarked;
