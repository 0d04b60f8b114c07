package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class GivenTest {

    @Test
    void a_list_of_servers_in_a_file_is_a_broker_of_the_user() throws IOException {
        Given given = given("""
                spring.kafka.bootstrap-servers:
                  - a:9092
                  - b:9092
                """);

        assertThat(given.bootstrapServers()).hasValue("a:9092,b:9092");
    }

    @Test
    void servers_with_commas_between_them_are_the_same() throws IOException {
        assertThat(given("spring.kafka.bootstrap-servers: a:9092, b:9092").bootstrapServers())
                .hasValue("a:9092,b:9092");
    }

    @Test
    void a_list_of_trusted_hosts_in_a_file_is_kept() throws IOException {
        assertThat(given("wa.settings.processor.urls.trusted-hosts: [\"one.test\", \"two.test:8443\"]")
                        .trustedHosts())
                .containsExactly("one.test", "two.test:8443");
    }

    @Test
    void a_host_without_a_uri_is_a_store_of_the_user_with_all_that_is_said_of_it() throws IOException {
        Given given = given("""
                spring.mongodb:
                  host: mongo.test
                  port: 27018
                  username: me
                  password: p@ss
                  replica-set-name: rs0
                """);

        assertThat(given.mongoUri())
                .hasValueSatisfying(uri -> assertThat(uri)
                        .startsWith("mongodb://me:p%40ss@mongo.test:27018/")
                        .contains("replicaSet=rs0"));
    }

    @Test
    void a_uri_is_taken_as_it_stands() throws IOException {
        assertThat(given("spring.mongodb.uri: mongo:/mistaken").mongoUri()).hasValue("mongo:/mistaken");
    }

    @Test
    void nothing_is_given_where_nothing_is_said() throws IOException {
        Given given = given("spring.mongodb.database: other");

        assertThat(given.bootstrapServers()).isEmpty();
        assertThat(given.mongoUri()).isEmpty();
        assertThat(given.trustedHosts()).isEmpty();
    }

    @Test
    void what_is_blank_is_not_given() throws IOException {
        Given given = given("""
                spring.kafka.bootstrap-servers: ""
                spring.mongodb.uri: " "
                spring.mongodb.host: ""
                """);

        assertThat(given.bootstrapServers()).isEmpty();
        assertThat(given.mongoUri()).isEmpty();
    }

    @Test
    void a_blank_uri_leaves_the_host_to_name_the_store() throws IOException {
        Given given = given("""
                spring.mongodb.uri: ""
                spring.mongodb.host: mongo.test
                """);

        assertThat(given.mongoUri()).hasValueSatisfying(uri -> assertThat(uri).startsWith("mongodb://mongo.test"));
    }

    private static Given given(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addFirst);
        return Given.in(environment);
    }
}
