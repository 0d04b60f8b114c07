/**
 * Settings as partners and producers state them: the body, its rules, and its secrets, sealed.
 *
 * <p>Depends on {@code common.text}, {@code common.seal}, Nimbus JOSE, Jackson and Hibernate Validator only.
 */
@NullMarked
package io.wasettings.common.settings;

import org.jspecify.annotations.NullMarked;
