/**
 * Bearer tokens and nothing else: how a port is opened by them, a local file of them, the scopes that they carry, and
 * refusals as problems; which hosts and paths it takes.
 *
 * <p>Depends on {@code common.settings}, {@code common.text}, {@code log}, {@code startup}, {@code problem}, Spring
 * Security and Tomcat.
 */
@NullMarked
package io.wasettings.service.security;

import org.jspecify.annotations.NullMarked;
