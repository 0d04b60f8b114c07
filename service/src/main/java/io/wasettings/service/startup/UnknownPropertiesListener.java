package io.wasettings.service.startup;

import io.wasettings.common.text.Typos;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Warns at the start of properties {@code wa.settings.*} that no application reads, and suggests the likely one: a typo
 * would otherwise silently leave a default in force. Properties of an application that is not there are ignored: the
 * same environment may serve both.
 */
public final class UnknownPropertiesListener implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownPropertiesListener.class);
    private static final int LIKELY = 2;

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        unknown(event.getApplicationContext().getEnvironment()).forEach(LOG::warn);
    }

    /** One sentence for each property that nobody reads. */
    public static List<String> unknown(Environment environment) {
        Map<String, String> known = known();
        return configured(environment)
                .map(name -> name.toString().replaceAll("\\[.*?]", ""))
                .distinct()
                .filter(name -> !known.containsKey(plain(name)))
                .flatMap(name -> sentence(name, known).stream())
                .sorted()
                .toList();
    }

    private static Stream<ConfigurationPropertyName> configured(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(KnownProperties.PREFIX::isAncestorOf);
    }

    private static Optional<String> sentence(String name, Map<String, String> known) {
        String plain = plain(name);
        Optional<String> likely = known.keySet().stream()
                .filter(candidate -> Typos.distance(candidate, plain) <= LIKELY)
                .min(Comparator.comparingInt(candidate -> Typos.distance(candidate, plain)))
                .map(known::get);
        boolean ours = likely.isPresent()
                || known.values().stream()
                        .anyMatch(candidate -> group(candidate).equals(group(name)));
        return ours
                ? Optional.of("The property " + name + " is unknown and has no effect"
                        + likely.map(other -> "; did you mean " + other + "?").orElse(""))
                : Optional.empty();
    }

    /** The first name below the prefix, which is an application's or a part's. */
    private static String group(String name) {
        ConfigurationPropertyName full = ConfigurationPropertyName.of(name);
        return full.getElement(KnownProperties.PREFIX.getNumberOfElements(), Form.UNIFORM);
    }

    /** The properties by their plain names, since environment variables have neither dots nor dashes. */
    private static Map<String, String> known() {
        return KnownProperties.types().keySet().stream()
                .collect(Collectors.toMap(
                        UnknownPropertiesListener::plain, name -> name, (one, other) -> one, TreeMap::new));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
