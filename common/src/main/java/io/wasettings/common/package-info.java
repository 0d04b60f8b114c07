/**
 * The wire: what travels between partners, producers, the ingest-api and the processor, and nothing else.
 *
 * <p>Holds the settings body with its rules, commands and statuses as CloudEvents, which of two statuses stands, the
 * error codes, the JSON mapper, the sealing of secrets and the detection of typos. Depends on {@code common.seal},
 * Jackson, Nimbus JOSE and Hibernate Validator only; no Spring, no Kafka, no MongoDB.
 */
@NullMarked
package io.wasettings.common;

import org.jspecify.annotations.NullMarked;
