/**
 * What holds whatever happens, one class for each guarantee. A suite that kills, cuts, rebalances or drives end to end
 * records its world in plain words and chooses the guarantees that it puts to the test.
 *
 * <p>Depends on {@code testkit}, AssertJ and nothing else.
 */
@NullMarked
package io.wasettings.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
