/**
 * Whether a file that may be changed at any time still is what was read of it.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package io.wasettings.service.file;

import org.jspecify.annotations.NullMarked;
