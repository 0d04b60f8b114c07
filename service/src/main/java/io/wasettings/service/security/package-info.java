/**
 * Who and what gets through a port: bearer tokens with their scopes, from a local file too; the hosts and paths that it
 * answers; refusals as problems.
 *
 * <p>Depends on {@code common.settings}, {@code common.text}, {@code file}, {@code log}, {@code startup},
 * {@code problem}, Spring Security and Tomcat.
 */
@NullMarked
package io.wasettings.service.security;

import org.jspecify.annotations.NullMarked;
