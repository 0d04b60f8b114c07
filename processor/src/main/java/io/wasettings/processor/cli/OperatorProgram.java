package io.wasettings.processor.cli;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import io.wasettings.service.kafka.AdminCalls;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.service.startup.MongoMistakeAnalyzer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;

/** Runs what asks the store or the broker, and says which one is away or refuses, and where it was looked for. */
final class OperatorProgram {

    private static final String REFUSES_USER = " refuses this user; check its name, password and rights";
    private static final String AGREES_ON_NO_TLS = " and this program agree on no TLS session;"
            + " check spring.kafka.ssl.* and that the broker's certificate is trusted";
    private static final String TAKES_NO_SUCH_MECHANISM =
            " does not take this SASL mechanism; check spring.kafka.properties.sasl.mechanism";
    private static final String BROKER_AWAY =
            " does not answer; check --spring.kafka.bootstrap-servers or SPRING_KAFKA_BOOTSTRAP_SERVERS";
    /** MongoDB's codes Unauthorized and AuthenticationFailed. */
    private static final Set<Integer> REFUSALS = Set.of(13, 18);

    private OperatorProgram() {}

    /**
     * Does it with what these properties lead to; its result is the exit status.
     *
     * @throws AwayException when the store or the broker does not answer
     */
    static int run(List<String> properties, CommandSpec command, ToIntFunction<ConfigurableApplicationContext> use) {
        try (ConfigurableApplicationContext context = ApplicationProperties.start(properties, command)) {
            try {
                return use.applyAsInt(context);
            } catch (AwayException e) {
                throw e;
            } catch (RuntimeException e) {
                throw explained(e, context);
            }
        }
    }

    /** @throws AwayException when the broker does not answer within seconds */
    static void requireBroker(ConfigurableApplicationContext context) {
        try (Admin admin = Admin.create(context.getBean(AdminSettings.class).values())) {
            AdminCalls.answer(admin.describeCluster().nodes());
        } catch (KafkaException e) {
            throw brokerAway(context, e);
        }
    }

    private static RuntimeException explained(RuntimeException failure, ApplicationContext context) {
        return mistake(failure).isPresent() ? failure : away(failure, context);
    }

    /** What is wrong with a property, if that is why it failed. */
    static Optional<String> mistake(Throwable failure) {
        return causes(failure)
                .filter(MisconfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> MongoMistakeAnalyzer.mistake(failure))
                .or(() -> UnfitProperty.mistake(causes(failure)));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static RuntimeException away(RuntimeException failure, ApplicationContext context) {
        Optional<Throwable> known = causes(failure)
                .filter(cause -> cause instanceof KafkaException || cause instanceof MongoException)
                .reduce((outer, inner) -> inner);
        if (known.isEmpty()) {
            return failure;
        }
        return known.get() instanceof KafkaException
                ? brokerAway(context, failure)
                : new AwayException(
                        "the store at " + storeAddresses(context)
                                + (refusesUser(known.get())
                                        ? REFUSES_USER
                                        : " does not answer; check --spring.mongodb.uri or SPRING_MONGODB_URI"),
                        failure);
    }

    private static AwayException brokerAway(ApplicationContext context, Throwable cause) {
        String addresses = String.join(
                ", ", context.getBean(KafkaConnectionDetails.class).getAdmin().getBootstrapServers());
        return new AwayException(
                "the broker at " + addresses
                        + causes(cause)
                                .flatMap(failure -> brokersRefusal(failure).stream())
                                .findFirst()
                                .orElse(BROKER_AWAY),
                cause);
    }

    private static Optional<String> brokersRefusal(Throwable failure) {
        if (failure instanceof SslAuthenticationException) {
            return Optional.of(AGREES_ON_NO_TLS);
        }
        if (failure instanceof UnsupportedSaslMechanismException) {
            return Optional.of(TAKES_NO_SUCH_MECHANISM);
        }
        return refusesUser(failure) ? Optional.of(REFUSES_USER) : Optional.empty();
    }

    private static boolean refusesUser(Throwable failure) {
        return failure instanceof MongoSecurityException
                || (failure instanceof MongoException answer && REFUSALS.contains(answer.getCode()))
                || failure instanceof AuthenticationException
                || failure instanceof AuthorizationException;
    }

    /** Without user and password. */
    private static String storeAddresses(ApplicationContext context) {
        try {
            return context.getBean(MongoConnectionDetails.class).getConnectionString().getHosts().stream()
                    .map(host -> new ServerAddress(host).toString())
                    .collect(Collectors.joining(", "));
        } catch (RuntimeException e) {
            return "an address that cannot be read";
        }
    }
}
