/**
 * Text that anybody may have written: strict JSON, media types, which characters can be shown, and names: of constants,
 * and misspelt ones.
 *
 * <p>Depends on Jackson only.
 */
@NullMarked
package io.wasettings.common.text;

import org.jspecify.annotations.NullMarked;
