/**
 * Tokens by either grant: of equal requests at the same time one goes out.
 *
 * <p>Depends on {@code token} and its other rooms; on Spring only where its beans are made.
 */
@NullMarked
package io.wasettings.processor.token.grant;

import org.jspecify.annotations.NullMarked;
