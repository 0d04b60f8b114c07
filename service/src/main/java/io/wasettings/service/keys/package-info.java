/**
 * The sealing keys: which file has them, and which of them processors have, told through the store, so that keys that
 * do not fit together are noticed at the start and not by partners.
 *
 * <p>Depends on {@code service.mongo}, the MongoDB driver and Spring Boot.
 */
@NullMarked
package io.wasettings.service.keys;

import org.jspecify.annotations.NullMarked;
