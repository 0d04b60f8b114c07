/**
 * What both applications must agree on of the collection {@code settings}: the names of the fields that are shown,
 * which are those of the API, and how they are read.
 *
 * <p>What is sealed, the version and the renewal are the processor's business alone. Depends on the MongoDB driver.
 */
@NullMarked
package io.wasettings.service.settings;

import org.jspecify.annotations.NullMarked;
