package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFilesTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_that_is_no_yaml_is_told_in_one_line_with_its_place_and_nothing_of_it(CapturedOutput output)
            throws IOException {
        Path file = Files.writeString(folder.resolve("application.yaml"), "a: b\npassword: @secret\n");

        assertThatThrownBy(this::start).isInstanceOf(MisconfigurationException.class);

        assertThat(output.toString().lines().filter(line -> line.contains("Cannot start: ")))
                .singleElement()
                .asString()
                .contains("Correct " + file + ", line 2, column 11: ");
        assertThat(output).doesNotContain("secret", "\tat ");
    }

    @Test
    void a_key_that_is_there_twice_has_its_place_too() throws IOException {
        Files.writeString(folder.resolve("application.yaml"), "a: b\na: c\n");

        assertThatThrownBy(this::start).hasMessageContaining("application.yaml, line 2, column 1: ");
    }

    @Test
    void properties_outweigh_yaml_beside_them() throws IOException {
        Files.writeString(folder.resolve("application.yaml"), "a: yaml\nb: yaml");
        Files.writeString(folder.resolve("application.properties"), "a=properties");

        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getEnvironment().getProperty("a")).isEqualTo("properties");
            assertThat(context.getEnvironment().getProperty("b")).isEqualTo("yaml");
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "spring.config.location=" + folder.toUri())
                .run();
    }

    static class Nothing {}
}
