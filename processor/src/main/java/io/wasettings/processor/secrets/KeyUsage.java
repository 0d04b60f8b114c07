package io.wasettings.processor.secrets;

/**
 * What in the store needs a key.
 *
 * @param seals sealed values
 * @param earlierSeals those among them that are in the form of an earlier version
 * @param hashes keyed hashes: ids of refresh-token chains, contents of commands
 */
public record KeyUsage(long seals, long earlierSeals, long hashes) {

    static final KeyUsage NONE = new KeyUsage(0, 0, 0);

    KeyUsage plus(KeyUsage other) {
        return new KeyUsage(seals + other.seals, earlierSeals + other.earlierSeals, hashes + other.hashes);
    }
}
