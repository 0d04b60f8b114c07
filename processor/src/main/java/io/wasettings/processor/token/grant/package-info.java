/**
 * Tokens by either grant: of equal requests at the same time one goes out.
 *
 * <p>Depends on {@code common.settings}, {@code http}, {@code lifecycle}, {@code token}, {@code token.chain},
 * {@code token.endpoint}, {@code validation.url}, {@code service.mongo} and {@code service.startup}; on Spring only
 * where its beans are made.
 */
@NullMarked
package io.wasettings.processor.token.grant;

import org.jspecify.annotations.NullMarked;
