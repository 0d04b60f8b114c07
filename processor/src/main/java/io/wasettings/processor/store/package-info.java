/**
 * What the processor keeps in MongoDB: the settings in force, guarded by their version, with their renewals, and the
 * record of every command.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link CommandStore}, {@link SettingsStore} and {@link RenewalQueue}: what can be asked for;
 *       {@link FoundDeadLetters}: what comes late, from the dead-letter topic
 *   <li>{@code Mongo…}: by which calls; {@link RememberingCommandStore} bridges the time in which the store is away
 *   <li>{@link GroupedFinds} and {@link GroupedWrites}: how concurrent calls travel together, by {@link GroupCommit}
 *   <li>{@link SettingsSeal}: how secrets become what is stored, and are read again
 *   <li>{@code …Documents}, {@code …Fields} and {@code Noted…}: what the documents look like
 * </ol>
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code common.seal}, {@code kafka} (for the version), {@code token} (for what a token is), {@code validation.url}
 * (for the names of hosts), {@code mongo}, {@code service.log}, {@code service.memory}, {@code service.mongo},
 * {@code service.settings}, {@code service.status} and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.store;

import org.jspecify.annotations.NullMarked;
