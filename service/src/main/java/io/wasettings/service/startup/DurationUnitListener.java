package io.wasettings.service.startup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses at the start a duration {@code wa.settings.*} without a unit: Spring would take it for milliseconds, and a
 * wait of {@code 10} for none at all.
 */
public final class DurationUnitListener implements ApplicationListener<ApplicationPreparedEvent> {

    /** Nothing is the same in all units. */
    private static final Pattern NO_UNIT = Pattern.compile("\\d*[1-9]\\d*");

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        fault(event.getApplicationContext().getEnvironment()).ifPresent(fault -> {
            throw new MisconfigurationException(fault);
        });
    }

    /** What to write instead, if there is such a duration. */
    static Optional<String> fault(Environment environment) {
        Binder binder = Binder.get(environment);
        return KnownProperties.types().entrySet().stream()
                .filter(property -> property.getValue().contains(Duration.class.getName()))
                .flatMap(property -> fault(binder, property.getKey()))
                .findFirst();
    }

    private static Stream<String> fault(Binder binder, String name) {
        return binder.bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .map(String::strip)
                .filter(NO_UNIT.asMatchPredicate())
                .map(value -> "%s says %s without a unit; write %s, %s or %s"
                        .formatted(name, value, value + "ms", value + "s", value + "m"));
    }
}
