package io.wasettings.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Which package may know which. */
@ArchTag("once")
@AnalyzeClasses(packages = "io.wasettings.processor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.wasettings.processor.";
    private static final String ALL = ROOT + ".";
    private static final String URL = "..processor.validation.url..";
    private static final String HTTP = "..processor.http..";
    private static final Path SOURCES = Path.of("src/main/java/io/wasettings/processor");
    /** What each capability may import: the foundations, what a token is, and the judged targets. */
    private static final String FOUNDATIONS = "(?:kafka|lifecycle|mongo|http|validation\\.url|token)\\.[A-Z]";

    @ArchTest
    static final ArchRule packages_depend_on_each_other_one_way =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule intake_drives_commands_and_calls_no_partner_store_or_producer = noClasses()
            .that()
            .resideInAPackage(ROOT + "intake")
            .should()
            .dependOnClassesThat(resideInAPackage(ALL)
                    .and(resideOutsideOfPackages(
                            ROOT + "intake", ROOT + "command.delivery", ROOT + "kafka", ROOT + "lifecycle")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.clients.producer..", "com.mongodb..", "org.apache.hc..");

    @ArchTest
    static final ArchRule the_story_of_a_command_does_not_know_who_drives_or_watches_it = noClasses()
            .that()
            .resideInAPackage(ROOT + "command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "intake..", ROOT + "replay..", ROOT + "watch", ROOT + "ops..", ROOT + "cli..");

    @ArchTest
    static final ArchRule an_attempt_knows_nothing_of_records_retries_or_statuses = noClasses()
            .that()
            .resideInAPackage(ROOT + "command.attempt")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "command", ROOT + "command.reading", ROOT + "command.report")
            .orShould()
            .dependOnClassesThat(belongToAnyOf(CommandHandler.class, Delivery.class));

    @ArchTest
    static final ArchRule packages_within_command_depend_on_each_other_one_way =
            slices().matching(ROOT + "command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_within_command_do_not_know_what_leads_through_them = noClasses()
            .that()
            .resideInAPackage(ROOT + "command.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "command");

    @ArchTest
    static final ArchRule capabilities_know_the_foundations_but_not_each_other = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "token..", ROOT + "probe", ROOT + "store", ROOT + "keys")
            .should(dependOnAnotherCapability());

    /** By the imports: the compiler copies a constant, and the class does not show where it is from. */
    @ArchTest
    static void capabilities_take_no_constants_of_each_other_but_the_names_of_fields_with_seals(JavaClasses classes)
            throws IOException {
        Set<String> taken = new TreeSet<>();
        for (String capability : List.of("token", "probe", "store", "keys")) {
            Pattern foreign = Pattern.compile(
                    "(?m)^import (?:static )?" + ROOT + "(?!" + capability + "\\.|" + FOUNDATIONS + ")(.+);");
            try (Stream<Path> sources = Files.walk(SOURCES.resolve(capability))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    foreign.matcher(Files.readString(source))
                            .results()
                            .forEach(found -> taken.add(capability + " takes " + found.group(1)));
                }
            }
        }

        assertThat(taken)
                .containsExactly(
                        "keys takes store.CommandFields",
                        "keys takes store.SettingsFields",
                        "keys takes token.chain.MongoRefreshTokenVault");
    }

    @ArchTest
    static final ArchRule what_a_token_is_does_not_know_how_it_is_got = noClasses()
            .that()
            .resideInAPackage(ROOT + "token")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "token.*..");

    @ArchTest
    static final ArchRule packages_within_token_depend_on_each_other_one_way =
            slices().matching(ROOT + "token.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_foundations_know_no_capability = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "kafka", ROOT + "lifecycle", ROOT + "mongo")
            .should()
            .dependOnClassesThat(resideInAPackage(ALL)
                    .and(resideOutsideOfPackages(ROOT + "kafka", ROOT + "lifecycle", ROOT + "mongo")));

    @ArchTest
    static final ArchRule renewals_replays_and_operations_never_carry_out_commands = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "renewal..", ROOT + "replay..", ROOT + "projection", ROOT + "watch", ROOT + "ops..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "command..");

    @ArchTest
    static final ArchRule only_what_sends_or_receives_touches_kafka = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "token..", ROOT + "probe", ROOT + "store", ROOT + "keys", ROOT + "renewal", HTTP, URL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule only_what_keeps_something_touches_mongodb = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "command..", ROOT + "intake", ROOT + "kafka", ROOT + "probe", HTTP, URL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..");

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
    static final ArchRule the_url_policy_knows_of_this_project_but_how_to_log_to_refuse_to_start_and_to_watch_a_file =
            classes()
                    .that()
                    .resideInAPackage(URL)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            URL,
                            "..service.file..",
                            "..service.log..",
                            "..service.startup..",
                            "java..",
                            "jakarta.validation..",
                            "org.hibernate.validator..",
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
            .resideInAnyPackage(
                    URL, HTTP, ROOT + "command..", ROOT + "kafka", ROOT + "probe", ROOT + "store", ROOT + "token..")
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

    /** Each may know itself, the foundations, what a token is, and the judged targets that the guarded client takes. */
    private static ArchCondition<JavaClass> dependOnAnotherCapability() {
        return new ArchCondition<>("depend on another capability") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> resideInAPackage(ALL).test(dependency.getTargetClass()))
                        .filter(dependency -> resideOutsideOfPackages(
                                        capability(item) + "..",
                                        ROOT + "kafka",
                                        ROOT + "lifecycle",
                                        ROOT + "mongo",
                                        ROOT + "http",
                                        ROOT + "token",
                                        URL)
                                .test(dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription())));
            }
        };
    }

    private static String capability(JavaClass item) {
        return ROOT + item.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
    }
}
