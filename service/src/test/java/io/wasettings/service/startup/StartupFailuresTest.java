package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class StartupFailuresTest {

    @Test
    void what_is_wrong_with_a_setting_is_a_misconfiguration_and_a_bug_stays_one() {
        assertThat(MisconfigurationException.valid(() -> "fine")).isEqualTo("fine");
        assertThatThrownBy(() -> MisconfigurationException.valid(() -> {
                    throw new IllegalArgumentException("set it");
                }))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessage("set it")
                .hasNoCause();
        assertThatThrownBy(() -> MisconfigurationException.valid(() -> {
                    throw new IllegalStateException("bug");
                }))
                .isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_misconfiguration_is_told_in_one_line(CapturedOutput output) {
        SpringApplication application = new SpringApplicationBuilder(Misconfigured.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .build();

        assertThatThrownBy(application::run).hasRootCauseInstanceOf(MisconfigurationException.class);

        assertThat(output.toString().lines().filter(line -> line.contains("Cannot start: ")))
                .singleElement()
                .asString()
                .endsWith("Cannot start: Two lines of one story.");
    }

    @Test
    void description_and_action_are_one_line(CapturedOutput output) {
        new OneLineReporter().report(new FailureAnalysis("It is\n  so.\n", "Do\r\n\tthat.", null));

        assertThat(output.toString()).contains("Cannot start: It is so. Do that.");
    }

    static class Misconfigured {

        @Bean
        Object unusable() {
            throw new MisconfigurationException("Two lines\n of one story.");
        }
    }
}
