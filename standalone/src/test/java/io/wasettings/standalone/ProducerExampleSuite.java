package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every example of a producer does, whatever its language. */
abstract class ProducerExampleSuite {

    @Test
    void it_submits_settings_and_follows_them_to_their_end() {
        Tool.Run run = run("your_api_key");

        assertThat(run.output()).contains(" applied The settings are in force.");
        assertThat(run.exitStatus()).isZero();
    }

    @Test
    void it_tells_how_they_ended_else_and_what_to_correct() {
        Tool.Run run = run("not_your_api_key");

        assertThat(run.output()).contains(" rejected ").containsPattern("(?m)^  /\\w+ .+");
        assertThat(run.exitStatus()).isEqualTo(1);
    }

    @Test
    void it_says_what_it_needs_if_it_has_no_key() {
        Tool.Run run = run("");

        assertThat(run.output()).contains("Usage: API_KEY=");
        assertThat(run.exitStatus()).isEqualTo(2);
    }

    /** Runs the example against the demo, with that key for the webhook. */
    abstract Tool.Run run(String apiKey);
}
