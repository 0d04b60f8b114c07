package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A settings store for tests; it can be made unavailable. */
public final class InMemorySettingsStore implements SettingsStore {

    private final Map<SettingsKey, Settings> settings = new ConcurrentHashMap<>();
    private volatile boolean available = true;

    /** Makes all calls fail, or work again. */
    public void available(boolean now) {
        available = now;
    }

    @Override
    public Optional<Settings> find(SettingsKey key) {
        check();
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public boolean save(Settings newer) {
        check();
        AtomicBoolean saved = new AtomicBoolean();
        settings.compute(newer.key(), (key, old) -> {
            saved.set(old == null || newer.version().isNewerThan(old.version()));
            return saved.get() ? newer : old;
        });
        return saved.get();
    }

    /** All settings. */
    List<Settings> all() {
        check();
        return List.copyOf(settings.values());
    }

    /** Replaces settings, whatever their version is. */
    void replace(Settings changed) {
        settings.put(changed.key(), changed);
    }

    private void check() {
        if (!available) {
            throw new StoreUnavailableException(new IllegalStateException("switched off"));
        }
    }
}
