package io.wasettings.processor.cli;

import com.mongodb.MongoException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command could not be carried out, and what to do. */
final class Failures implements IExecutionExceptionHandler {

    private static final int FAILED = 2;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(command.getCommandName() + ": " + explain(failure));
        return FAILED;
    }

    private static String explain(Throwable failure) {
        Optional<Throwable> known = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof KafkaException || cause instanceof MongoException)
                .reduce((outer, inner) -> inner);
        if (known.isEmpty()) {
            return Printable.of(String.valueOf(failure.getMessage()));
        }
        return known.get() instanceof KafkaException
                ? "the broker does not answer as it should; check --spring.kafka.bootstrap-servers and that the processor has run there ("
                        + Printable.of(String.valueOf(known.get().getMessage())) + ")"
                : "the store does not answer; check --spring.mongodb.uri";
    }
}
