/**
 * Everything in one JVM: broker, store, demo partner and both applications, started in order and stopped in reverse.
 *
 * <p>Nothing else uses it. Depends on {@code common.text}, {@code embedded}, {@code ingest}, {@code processor},
 * {@code processor.keys}, {@code service.kafka}, {@code service.log}, {@code service.security},
 * {@code service.startup}, {@code demo}, {@code log} and {@code partner}.
 */
@NullMarked
package io.wasettings.standalone;

import org.jspecify.annotations.NullMarked;
