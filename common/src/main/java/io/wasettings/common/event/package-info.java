/**
 * Commands and statuses as CloudEvents in Kafka records: attributes, both modes of content, and who a command is.
 *
 * <p>Depends on {@code common.text} and Jackson only.
 */
@NullMarked
package io.wasettings.common.event;

import org.jspecify.annotations.NullMarked;
