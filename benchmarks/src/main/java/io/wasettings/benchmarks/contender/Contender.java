package io.wasettings.benchmarks.contender;

import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Run;
import java.nio.file.Path;
import java.util.List;

/** Who takes commands from the topic and has them done. */
public enum Contender {
    PROCESSOR("processor") {
        @Override
        public Jvm start(Run run) {
            return Jvm.ofJar(Jvm.jar("processor"), Jvm.OPTIONS, run.processorArguments());
        }
    },
    BARE_LIMIT("bare limit") {
        @Override
        public Jvm start(Run run) {
            return program(BareLimit.class, List.of(), run);
        }
    },
    PER_RECORD_LISTENER("per-record listener") {
        @Override
        public Jvm start(Run run) {
            return program(PerRecordListener.class, List.of(), run);
        }
    },
    PARALLEL_CONSUMER("parallel-consumer") {
        @Override
        public Jvm start(Run run) {
            return program(ParallelConsumerProgram.class, List.of(OLD_CLIENT), run);
        }
    };

    private static final Path OLD_CLIENT = Path.of("benchmarks/target/parallel-consumer/kafka-clients-3.9.1.jar");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Starts it on the topics of that run. */
    public abstract Jvm start(Run run);

    /** Its name in the table. */
    public String title() {
        return title;
    }

    private static Jvm program(Class<?> main, List<Path> before, Run run) {
        return Jvm.ofClass(
                main,
                Jvm.OPTIONS,
                before,
                run.world().bootstrapServers(),
                run.world().storeUri(),
                run.prefix());
    }
}
