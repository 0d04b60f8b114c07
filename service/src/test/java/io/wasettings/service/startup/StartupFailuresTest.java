package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.AssertTrue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.validation.annotation.Validated;

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
    void a_rule_that_is_broken_is_told_and_not_the_method_that_checks_it(CapturedOutput output) {
        SpringApplication application = new SpringApplicationBuilder(Ruled.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "some.replicas=0")
                .build();

        assertThatThrownBy(application::run).isInstanceOf(RuntimeException.class);

        assertThat(output.toString().lines().filter(line -> line.contains("Cannot start: ")))
                .singleElement()
                .asString()
                .endsWith("Cannot start: Correct the settings: some.replicas must be at least 1");
    }

    @Test
    void description_and_action_are_one_line(CapturedOutput output) {
        new OneLineReporter().report(new FailureAnalysis("It is\n  so.\n", "Do\r\n\tthat.", null));

        assertThat(output.toString()).contains("Cannot start: It is so. Do that.");
    }

    @EnableConfigurationProperties(Rule.class)
    static class Ruled {}

    @Validated
    @ConfigurationProperties("some")
    record Rule(int replicas) {

        @AssertTrue(message = "some.replicas must be at least 1")
        boolean isPossible() {
            return replicas >= 1;
        }
    }

    static class Misconfigured {

        @Bean
        Object unusable() {
            throw new MisconfigurationException("Two lines\n of one story.");
        }
    }
}
