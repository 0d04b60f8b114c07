/**
 * What the tests of several modules share: hard cases, brokers, stores and scripted servers.
 *
 * <p>Never on the class path of a shipped application. Depends on {@code embedded}.
 */
@NullMarked
package io.wasettings.testkit;

import org.jspecify.annotations.NullMarked;
