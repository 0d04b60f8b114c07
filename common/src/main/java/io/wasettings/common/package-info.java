/**
 * The wire: what travels between partners, producers, the ingest-api and the processor, and nothing else. No Spring, no
 * Kafka, no MongoDB.
 *
 * <ul>
 *   <li>{@code common.text}: strict JSON, media types, harmless characters, names of constants and misspelt ones
 *   <li>{@code common.event}: records as CloudEvents
 *   <li>{@code common.seal}: the cryptography of seals
 *   <li>{@code common.settings}: the body, its rules and its secrets
 *   <li>{@code common.status}: what becomes of a command
 * </ul>
 */
@NullMarked
package io.wasettings.common;

import org.jspecify.annotations.NullMarked;
