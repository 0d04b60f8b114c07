/**
 * Which sealing keys processors have, told through the store, so that keys that do not fit together are noticed at the
 * start and not by partners.
 *
 * <p>Depends on {@code service.mongo} and the MongoDB driver.
 */
@NullMarked
package io.wasettings.service.keys;

import org.jspecify.annotations.NullMarked;
