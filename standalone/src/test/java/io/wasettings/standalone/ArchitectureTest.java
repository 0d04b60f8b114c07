package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the wall between the applications: in {@code service} is what both of them use, and nothing else. */
class ArchitectureTest {

    private static final PackageEdges EDGES = new PackageEdges();

    /**
     * How things in the store are asked for, lent and indexed: facts of the store, whichever application comes next.
     */
    private static final Set<String> FACTS_OF_THE_STORE = Stream.of(
                    "CollectionNames", "IndexSetup", "Lease", "MongoCalls", "QueryIndex", "TtlIndex")
            .map(name -> PackageEdges.ROOT + "service.mongo." + name)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void a_type_is_in_service_only_if_both_applications_use_it() {
        Set<String> shared = new TreeSet<>(EDGES.usedOfService("ingest"));
        shared.retainAll(EDGES.usedOfService("processor"));
        Deque<String> open = new ArrayDeque<>(shared);
        while (!open.isEmpty()) {
            servicesUsedBy(open.pop()).stream().filter(shared::add).forEach(open::push);
        }

        Set<String> strangers = EDGES.classes().stream()
                .map(PackageEdges::outermost)
                .filter(name -> name.startsWith(PackageEdges.ROOT + "service.") && !name.endsWith("package-info"))
                .filter(name -> !shared.contains(name) && !isRegistered(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(strangers).isSubsetOf(FACTS_OF_THE_STORE);
    }

    private static Set<String> servicesUsedBy(String type) {
        return EDGES.classes().stream()
                .filter(candidate -> PackageEdges.outermost(candidate).equals(type))
                .flatMap(candidate -> candidate.getDirectDependenciesFromSelf().stream())
                .map(dependency -> PackageEdges.outermost(dependency.getTargetClass()))
                .filter(name -> name.startsWith(PackageEdges.ROOT + "service."))
                .collect(Collectors.toSet());
    }

    /** Spring Boot makes them for both applications, by their names in a file. */
    private static boolean isRegistered(String type) {
        try {
            return Files.readString(Path.of("../service/src/main/resources/META-INF/spring.factories"))
                    .contains(type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
