package io.wasettings.service.kafka;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses two topics of the same name before any is used: what is written to one would be read as the other's, and
 * written again, for ever.
 */
final class TopicNames {

    private static final String PREFIX = "wa.settings.topics.";
    private static final String REMEDY = ": give each topic a name of its own";

    private TopicNames() {}

    /** @throws MisconfigurationException naming both properties and what to do, in one line */
    static void verify(TopicProperties topics) {
        Pattern retry = Pattern.compile(Pattern.quote(topics.retryPrefix()) + "\\.[0-9]+");
        Map<String, String> properties = new LinkedHashMap<>();
        inOrder(topics).forEach((property, name) -> {
            String other = properties.putIfAbsent(name, property);
            if (other != null) {
                throw new MisconfigurationException(other + " and " + property + " are both \"" + name + "\"" + REMEDY);
            }
            if (retry.matcher(name).matches()) {
                throw new MisconfigurationException(
                        property + " is \"" + name + "\", a retry topic of " + PREFIX + "retry-prefix" + REMEDY);
            }
        });
    }

    private static Map<String, String> inOrder(TopicProperties topics) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(PREFIX + "commands", topics.commands());
        names.put(PREFIX + "status", topics.status());
        names.put(PREFIX + "dead-letter", topics.deadLetter());
        return names;
    }
}
