package io.wasettings.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@ArchTag("once")
@AnalyzeClasses(packages = "io.wasettings.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.wasettings.ingest.";

    @ArchTest
    static final ArchRule it_knows_nothing_of_url_policy_tokens_or_the_processor = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.wasettings.processor..",
                    "io.wasettings.standalone..",
                    "io.wasettings.embedded..",
                    "org.apache.hc..",
                    "com.nimbusds.oauth2..");

    @ArchTest
    static final ArchRule it_calls_nobody_but_the_authorization_server = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "security")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule packages_depend_on_each_other_one_way =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_these_packages_touch_mongodb = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "store", ROOT + "idempotency", ROOT + "status", ROOT + "query")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule only_these_packages_touch_kafka = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "broker", ROOT + "status")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule the_story_of_a_submission_knows_nothing_of_spring = noClasses()
            .that()
            .haveSimpleNameStartingWith("Submissions")
            .or()
            .haveSimpleName("Outcomes")
            .or()
            .haveSimpleName("CommandFactory")
            .or()
            .haveSimpleName("StatusBoard")
            .or()
            .haveSimpleName("KnownStatuses")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");
}
