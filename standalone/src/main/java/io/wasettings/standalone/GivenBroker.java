package io.wasettings.standalone;

import io.wasettings.service.kafka.AdminCalls;
import io.wasettings.service.startup.MisconfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/** The user's own broker, looked at before anything that uses it is started. */
final class GivenBroker {

    private static final int PATIENCE_MS = 5000;

    private final Map<String, Object> settings;

    private GivenBroker(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** The one of {@code spring.kafka.*}. */
    static GivenBroker of(Environment environment) {
        Map<String, Object> settings = new HashMap<>(Binder.get(environment)
                .bindOrCreate("spring.kafka", KafkaProperties.class)
                .buildAdminProperties());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new GivenBroker(settings);
    }

    /** Whether the broker answers. Unusable settings are left for the applications to report. */
    boolean answers() {
        try (Admin admin = Admin.create(settings)) {
            AdminCalls.answer(admin.describeCluster().clusterId());
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    /**
     * Makes sure that no other processor takes commands from it: with a store of its own, each would have half of them.
     *
     * @throws MisconfigurationException when there is one
     */
    void refuseToShare(String group) {
        try (Admin admin = Admin.create(settings)) {
            var others = AdminCalls.answer(
                            admin.describeConsumerGroups(List.of(group)).all())
                    .values();
            if (others.stream().anyMatch(other -> !other.members().isEmpty())) {
                throw new MisconfigurationException("Another processor takes commands from this broker (group " + group
                        + "), and has another store: stop it, name its store too (spring.mongodb.uri) and use its keys, or"
                        + " use another broker");
            }
        } catch (KafkaException e) {
            // There is no such group, or the broker cannot be asked.
            return;
        }
    }
}
