package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;

class StandalonePropertiesTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({"ingest, 70000", "ops, -1", "kafka, 65536", "mongo, -1", "partner, 70000"})
    void a_port_that_there_is_not_is_refused_by_name(String name, String port) {
        String property = "--wa.settings.standalone.ports." + name + "=";
        List<String> arguments = new ArrayList<>(List.of(StandaloneArguments.with(data, List.of())));
        arguments.removeIf(argument -> argument.startsWith(property));
        arguments.add(property + port);

        assertThatThrownBy(() -> StandaloneApplication.run(arguments.toArray(String[]::new)))
                .rootCause()
                .isInstanceOf(BindValidationException.class)
                .hasMessageContainingAll("'ports." + name + "'", "must be ");
    }
}
