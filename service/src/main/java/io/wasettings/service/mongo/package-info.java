/**
 * What both applications must agree on of MongoDB: names, concerns, indexes, how long things are kept, and what a
 * failure of the driver means.
 *
 * <p>Depends on {@code background}, {@code log}, the MongoDB driver and Spring Boot. What lies in a collection is
 * described elsewhere.
 */
@NullMarked
package io.wasettings.service.mongo;

import org.jspecify.annotations.NullMarked;
