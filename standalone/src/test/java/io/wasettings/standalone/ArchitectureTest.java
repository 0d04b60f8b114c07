package io.wasettings.standalone;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCluster;
import com.tngtech.archunit.core.domain.JavaConstructor;
import io.wasettings.service.mongo.PinnedDatabase;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Holds the applications apart: in {@code service} is what both of them use, and nothing else. And what holds in all
 * modules.
 */
@Tag("once")
class ArchitectureTest {

    private static final PackageEdges EDGES = new PackageEdges();
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(io\\.wasettings\\.service\\.[a-z.]+\\.[A-Z]\\w*)");

    @Test
    void a_type_is_in_service_only_if_both_applications_use_it() {
        Set<String> services = EDGES.classes().stream()
                .map(PackageEdges::outermost)
                .filter(name -> name.startsWith(PackageEdges.ROOT + "service.") && !name.endsWith("package-info"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shared = usedBy("ingest", "ingest-api");
        shared.retainAll(usedBy("processor", "processor"));
        services.stream().filter(ArchitectureTest::isRegistered).forEach(shared::add);
        Deque<String> open = new ArrayDeque<>(shared);
        while (!open.isEmpty()) {
            servicesUsedBy(open.pop()).stream().filter(shared::add).forEach(open::push);
        }

        assertThat(shared).containsAll(services);
    }

    @Test
    void constructors_have_at_most_six_parameters() {
        List<JavaConstructor> longer = EDGES.classes().stream()
                // The compiler adds parameters to those of enums and anonymous classes.
                .filter(type -> !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > 6)
                .toList();

        assertThat(longer).isEmpty();
    }

    @Test
    void configuration_properties_are_records() {
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .check(EDGES.classes());
    }

    /** From the client itself it would come with the concerns of the connection string. */
    @Test
    void a_database_is_had_with_the_concerns_that_the_project_relies_on() {
        noClasses()
                .that()
                .areNotAssignableTo(PinnedDatabase.class)
                .and()
                // Asks whether a store is there, and reads nothing.
                .areNotAssignableTo(GivenStore.class)
                .should()
                .accessTargetWhere(target(name("getDatabase")).and(targetOwner(assignableTo(MongoCluster.class))))
                .check(EDGES.classes());
    }

    @Test
    void no_source_is_longer_than_400_lines() {
        List<Path> longer = Repository.files(".*\\.(java|js|mjs|css|html|sh|md)")
                .filter(file -> Repository.read(file).lines().count() > 400)
                .toList();

        assertThat(longer).isEmpty();
    }

    /** By the compiled classes, and by the imports: the compiler copies a constant, and the class does not show it. */
    private static Set<String> usedBy(String application, String module) {
        Set<String> used = new TreeSet<>(EDGES.usedOfService(application));
        Repository.files(module + "/src/main/java/.*\\.java")
                .flatMap(source -> IMPORT.matcher(Repository.read(source)).results())
                .forEach(found -> used.add(found.group(1)));
        return used;
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
        return Repository.read("service/src/main/resources/META-INF/spring.factories")
                .contains(type);
    }
}
