package io.wasettings.processor.secrets;

import java.util.Map;

/** Removes a key that nothing stored is sealed with any more. */
public final class KeyRemoval {

    private final KeyFile file;
    private final KeyCensus census;

    public KeyRemoval(KeyFile file, KeyCensus census) {
        this.file = file;
        this.census = census;
    }

    /**
     * Removes it. While hashes need it, what compares them stays in the file; it opens nothing.
     *
     * @return whether that stays
     * @throws IllegalArgumentException saying what needs the key, or why else it cannot be removed
     */
    public boolean remove(String kid) {
        file.requireRemovable(kid);
        Map<String, KeyUsage> usage = census.count();
        KeyUsage needed = usage.getOrDefault(kid, KeyUsage.NONE);
        if (needed.seals() > 0) {
            throw new IllegalArgumentException(
                    needed.seals() + " stored values are sealed with this key; move them with \"keys reseal\" first");
        }
        boolean keepHashKey = needed.hashes() > 0 || usage.containsKey(KeyCensus.UNNAMED);
        file.remove(kid, keepHashKey);
        return keepHashKey;
    }
}
