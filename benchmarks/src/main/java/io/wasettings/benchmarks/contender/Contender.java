package io.wasettings.benchmarks.contender;

import io.wasettings.benchmarks.world.Jvm;
import io.wasettings.benchmarks.world.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who takes commands from the topic and has them done. */
public enum Contender {
    PROCESSOR("processor") {
        @Override
        public Jvm start(Run run) {
            return Jvm.ofJar(jar("processor"), OPTIONS, run.processorArguments());
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

    /** As the images run theirs. */
    public static final List<String> OPTIONS = options();

    /** The JDK of the images; older ones do not have all of their options, or take them for something else. */
    private static final int JDK_OF_IMAGES = 25;

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

    /** The executable jar of a module. */
    public static Path jar(String module) {
        return Path.of(module, "target", module + ".jar");
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xmx112m",
                "-XX:ReservedCodeCacheSize=80m",
                "-XX:MaxInlineLevel=5",
                "-XX:InlineSmallCode=700",
                "-XX:FreqInlineSize=100",
                "-XX:MaxNodeLimit=20000"));
        if (Runtime.version().feature() >= JDK_OF_IMAGES) {
            options.addAll(List.of("-XX:+UseCompactObjectHeaders", "-XX:SweeperThreshold=100"));
        }
        return List.copyOf(options);
    }

    private static Jvm program(Class<?> main, List<Path> before, Run run) {
        return Jvm.ofClass(
                main,
                OPTIONS,
                before,
                run.world().bootstrapServers(),
                run.world().storeUri(),
                run.prefix());
    }
}
