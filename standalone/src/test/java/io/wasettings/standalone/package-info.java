/** Everything together, as its users have it. */
@NullMarked
package io.wasettings.standalone;

import org.jspecify.annotations.NullMarked;
