package io.wasettings.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.wasettings.processor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String URL = "..processor.validation.url..";
    private static final String HTTP = "..processor.http..";

    @ArchTest
    static final ArchRule only_http_knows_the_http_library = noClasses()
            .that()
            .resideOutsideOfPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule only_the_url_policy_knows_the_libraries_for_addresses_and_names = noClasses()
            .that()
            .resideOutsideOfPackage(URL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("inet.ipaddr..", "com.ibm.icu..", "org.xbill..");

    @ArchTest
    static final ArchRule the_url_policy_knows_no_other_package_of_this_project = classes()
            .that()
            .resideInAPackage(URL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    URL,
                    "java..",
                    "inet.ipaddr..",
                    "com.ibm.icu..",
                    "org.xbill..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule http_knows_the_url_policy_only = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.wasettings.common..", "..processor.cli..");

    @ArchTest
    static final ArchRule spring_stays_at_the_edge = noClasses()
            .that()
            .areNotAnnotatedWith(Configuration.class)
            .and()
            .areNotAnnotatedWith(ConfigurationProperties.class)
            .and()
            .resideInAnyPackage(URL, HTTP, "..processor.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule partners_hosts_are_not_looked_up_by_the_jdk = noClasses()
            .that()
            .resideInAPackage(URL)
            .should()
            .callMethod(java.net.InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(java.net.InetAddress.class, "getAllByName", String.class);
}
