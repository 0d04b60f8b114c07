/**
 * Shows the API at work, as its client: both documented requests, one failing request for each error code, and a table
 * of the answers.
 *
 * <p>Depends on {@code common.text} and the JDK's HTTP client.
 */
@NullMarked
package io.wasettings.standalone.demo;

import org.jspecify.annotations.NullMarked;
