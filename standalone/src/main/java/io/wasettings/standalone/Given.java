package io.wasettings.standalone;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.boot.mongodb.autoconfigure.PropertiesMongoConnectionDetails;
import org.springframework.core.env.Environment;

/**
 * The broker and store that the user gives instead of standalone's own, in any form that the applications read: a list
 * may be one text or a YAML list, a store has a URI or a host. Blank values count as not given.
 */
final class Given {

    static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";
    static final String MONGODB_URI = "spring.mongodb.uri";
    static final String TRUSTED_HOSTS = "wa.settings.processor.urls.trusted-hosts";

    private final Binder binder;

    private Given(Binder binder) {
        this.binder = binder;
    }

    /** The properties of that environment. */
    static Given in(Environment environment) {
        return new Given(Binder.get(environment));
    }

    /** Of the user's broker, with commas between them; empty when none is given. */
    Optional<String> bootstrapServers() {
        return texts(BOOTSTRAP_SERVERS)
                .map(servers -> String.join(",", servers))
                .filter(Given::isSaid);
    }

    /** The connection string of the user's store, which may hold a password; empty when none is given. */
    Optional<String> mongoUri() {
        MongoProperties store = binder.bindOrCreate("spring.mongodb", MongoProperties.class);
        return Optional.ofNullable(store.getUri())
                .filter(Given::isSaid)
                .or(() -> Optional.ofNullable(store.getHost())
                        .filter(Given::isSaid)
                        .map(host -> connectionString(store)));
    }

    private static String connectionString(MongoProperties store) {
        // It may be blank, and would count.
        store.setUri(null);
        return new PropertiesMongoConnectionDetails(store, null)
                .getConnectionString()
                .getConnectionString();
    }

    private static boolean isSaid(String text) {
        return !text.isBlank();
    }

    /** The hosts that the user trusts. */
    List<String> trustedHosts() {
        return texts(TRUSTED_HOSTS).orElseGet(List::of);
    }

    private Optional<List<String>> texts(String property) {
        return Optional.ofNullable(
                binder.bind(property, Bindable.listOf(String.class)).orElse(null));
    }
}
