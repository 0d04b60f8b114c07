/**
 * How both applications write log lines: an event, and key-values that an encoder of JSON keeps apart.
 *
 * <p>Depends on {@code common.text} for what is harmless in a line, on SLF4J and Logback, and on Spring for that
 * encoder and innermost causes. Never given a secret, a payload, or the text of a remote server.
 */
@NullMarked
package io.wasettings.service.log;

import org.jspecify.annotations.NullMarked;
