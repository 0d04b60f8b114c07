/**
 * What is written: JSON in and out, media types, and names that were misspelt.
 *
 * <p>Depends on Jackson only.
 */
@NullMarked
package io.wasettings.common.text;

import org.jspecify.annotations.NullMarked;
