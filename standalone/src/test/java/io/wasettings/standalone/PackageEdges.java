package io.wasettings.standalone;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which package of this project really uses which, by the compiled classes. Names leave {@value #ROOT} out. */
final class PackageEdges {

    static final String ROOT = "io.wasettings.";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.wasettings");

    JavaClasses classes() {
        return classes;
    }

    /** For each package the others that it uses. */
    Map<String, Set<String>> all() {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> used = edges.computeIfAbsent(name(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(PackageEdges::name)
                    .filter(target -> !target.equals(name(type)))
                    .forEach(used::add);
        }
        return edges;
    }

    /** The types of {@code service} that classes of that application use. */
    Set<String> usedOfService(String application) {
        return classes.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + application))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> outermost(dependency.getTargetClass()))
                .filter(name -> name.startsWith(ROOT + "service."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String outermost(JavaClass type) {
        return type.getBaseComponentType().getName().replaceAll("\\$.*", "");
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}
