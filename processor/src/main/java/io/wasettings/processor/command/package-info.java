/**
 * The story of one command, from the record to its status. Read {@link CommandPipeline} first: its steps are the
 * contract's.
 *
 * <p>May use every other package of the processor but {@code intake}, which drives it.
 */
@NullMarked
package io.wasettings.processor.command;

import org.jspecify.annotations.NullMarked;
