package io.wasettings.processor.cli;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.service.startup.MongoMistakeAnalyzer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Model.CommandSpec;

/** Runs what asks the store or the broker, and says which one is away, and where it was looked for. */
final class OperatorProgram {

    private static final int PATIENCE_SECONDS = 8;

    private OperatorProgram() {}

    /**
     * Does it with what these properties lead to; its result is the exit status.
     *
     * @throws AwayException when the store or the broker does not answer
     */
    static int run(List<String> properties, CommandSpec command, ToIntFunction<ConfigurableApplicationContext> use) {
        try (ConfigurableApplicationContext context = start(properties, command)) {
            try {
                return use.applyAsInt(context);
            } catch (AwayException e) {
                throw e;
            } catch (RuntimeException e) {
                throw explained(e, context.getEnvironment());
            }
        }
    }

    private static ConfigurableApplicationContext start(List<String> properties, CommandSpec command) {
        try {
            return ApplicationProperties.start(properties, command);
        } catch (RuntimeException e) {
            throw mistake(e)
                    .<RuntimeException>map(MisconfigurationException::new)
                    .orElse(e);
        }
    }

    /** @throws AwayException when the broker does not answer within seconds */
    static void requireBroker(ConfigurableApplicationContext context) {
        try (Admin admin = Admin.create(context.getBean(AdminSettings.class).values())) {
            admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw brokerAway(context.getEnvironment(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw brokerAway(context.getEnvironment(), e);
        }
    }

    private static RuntimeException explained(RuntimeException failure, Environment environment) {
        return mistake(failure)
                .<RuntimeException>map(MisconfigurationException::new)
                .orElseGet(() -> away(failure, environment));
    }

    /** What is wrong with a property, if that is why it failed. */
    private static Optional<String> mistake(RuntimeException failure) {
        return causes(failure)
                .filter(MisconfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> MongoMistakeAnalyzer.mistake(failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static RuntimeException away(RuntimeException failure, Environment environment) {
        Optional<Throwable> known = causes(failure)
                .filter(cause -> cause instanceof KafkaException || cause instanceof MongoException)
                .reduce((outer, inner) -> inner);
        if (known.isEmpty()) {
            return failure;
        }
        return known.get() instanceof KafkaException
                ? brokerAway(environment, failure)
                : new AwayException(
                        "the store at " + storeAddresses(environment)
                                + " does not answer; check --spring.mongodb.uri or SPRING_MONGODB_URI",
                        failure);
    }

    private static AwayException brokerAway(Environment environment, Throwable cause) {
        return new AwayException(
                "the broker at " + environment.getProperty("spring.kafka.bootstrap-servers", "localhost:9092")
                        + " does not answer; check --spring.kafka.bootstrap-servers or SPRING_KAFKA_BOOTSTRAP_SERVERS",
                cause);
    }

    /** Without user and password. */
    private static String storeAddresses(Environment environment) {
        try {
            String uri = environment.getProperty("spring.mongodb.uri", "mongodb://localhost:27017");
            return String.join(", ", new ConnectionString(uri).getHosts());
        } catch (RuntimeException e) {
            return "an address that cannot be read";
        }
    }
}
