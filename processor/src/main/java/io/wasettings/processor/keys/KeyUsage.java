package io.wasettings.processor.keys;

/**
 * What in the store needs a key.
 *
 * @param documents documents that something is sealed in with it
 * @param earlierForms those among them where that is in the form of an earlier version
 * @param hashes keyed hashes: ids of refresh-token chains, contents of commands
 */
public record KeyUsage(long documents, long earlierForms, long hashes) {

    static final KeyUsage NONE = new KeyUsage(0, 0, 0);

    KeyUsage plus(KeyUsage other) {
        return new KeyUsage(documents + other.documents, earlierForms + other.earlierForms, hashes + other.hashes);
    }
}
