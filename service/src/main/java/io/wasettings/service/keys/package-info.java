/**
 * The sealing keys: the file that has them and, through the store, which of them processors have, so that keys that do
 * not match are noticed at the start and not by partners.
 *
 * <p>Depends on {@code service.mongo}, the MongoDB driver and Spring Boot.
 */
@NullMarked
package io.wasettings.service.keys;

import org.jspecify.annotations.NullMarked;
