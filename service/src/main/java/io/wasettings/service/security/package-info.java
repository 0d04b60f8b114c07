/**
 * Bearer tokens and nothing else: how a port is opened by them, a local file of them, the scopes that they carry, and
 * refusals as problems.
 *
 * <p>Depends on {@code common}, {@code log}, {@code startup}, {@code problem} and Spring Security.
 */
@NullMarked
package io.wasettings.service.security;

import org.jspecify.annotations.NullMarked;
