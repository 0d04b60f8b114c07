package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** How failures of the store and the broker are told. */
class OperatorProgramTest {

    @Test
    void a_value_that_cannot_be_read_is_told_with_its_property() {
        Terminal terminal = new Terminal();

        assertThat(terminal.run("failed", "--wa.settings.mongodb.read-timeout=abc"))
                .isEqualTo(2);

        assertThat(terminal.err())
                .hasLineCount(1)
                .isEqualToIgnoringNewLines("failed: wa.settings.mongodb.read-timeout: 'abc' is not a valid duration");
    }

    @Test
    void a_store_that_refuses_the_user_answers() {
        MongoCredential credential = MongoCredential.createCredential("u", "admin", "p".toCharArray());

        String store = "--spring.mongodb.uri=mongodb://localhost:3/";
        assertTold(new MongoSecurityException(credential, "no"), "the store at localhost:3 refuses this user", store);
        assertTold(new MongoException(13, "not authorized"), "the store at localhost:3 refuses this user", store);
    }

    @Test
    void a_broker_that_refuses_the_user_answers() {
        assertTold(
                new SaslAuthenticationException("no"),
                "the broker at localhost:3 refuses this user",
                "--spring.kafka.bootstrap-servers=localhost:3");
    }

    @Test
    void a_broker_that_takes_no_such_login_is_not_said_to_refuse_the_user() {
        String broker = "--spring.kafka.bootstrap-servers=localhost:3";

        assertTold(
                new SslAuthenticationException("no"),
                "the broker at localhost:3 and this program agree on no TLS session; check spring.kafka.ssl.*",
                broker);
        assertTold(
                new UnsupportedSaslMechanismException("no"),
                "the broker at localhost:3 does not take this SASL mechanism; check"
                        + " spring.kafka.properties.sasl.mechanism",
                broker);
    }

    @Test
    void addresses_are_those_that_were_asked_however_they_were_given() {
        assertTold(
                new MongoException("no"),
                "the store at localhost:2 does not answer",
                "--spring.mongodb.host=localhost",
                "--spring.mongodb.port=2");
        assertTold(
                new TimeoutException("no"),
                "the broker at a:1, b:2 does not answer",
                "--spring.kafka.bootstrap-servers[0]=a:1",
                "--spring.kafka.bootstrap-servers[1]=b:2");
    }

    private static void assertTold(RuntimeException failure, String told, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--wa.settings.mongodb.server-selection-timeout=100ms"));
        arguments.addAll(List.of(properties));
        CommandSpec command = new CommandLine(CommandSpec.create()).getCommandSpec();

        assertThatThrownBy(() -> OperatorProgram.run(arguments, command, context -> {
                    throw failure;
                }))
                .isInstanceOf(AwayException.class)
                .hasMessageContaining(told);
    }
}
