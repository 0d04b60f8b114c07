package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import io.wasettings.processor.validation.url.UrlVerdict.Refused;
import io.wasettings.testkit.Cases;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** All hard cases that the policy decides alone; those about connections are in {@code http}. */
class UrlPolicyCasesTest {

    private static final String OWN_HOST = "api.this-service.example.com";
    private static final String PUBLIC = "93.184.216.34";
    private static final Set<UrlRefusal> LITERAL =
            EnumSet.of(UrlRefusal.ADDRESS_NOT_PUBLIC, UrlRefusal.CLOUD_METADATA, UrlRefusal.ADDRESS_MALFORMED);
    private static final Set<UrlRefusal> NAME = EnumSet.of(
            UrlRefusal.HOST_RESERVED, UrlRefusal.HOST_NOT_QUALIFIED, UrlRefusal.CLOUD_METADATA, UrlRefusal.OWN_HOST);
    private static final Set<UrlRefusal> RESOLVE =
            EnumSet.of(UrlRefusal.HOST_NOT_FOUND, UrlRefusal.RESOLVES_TO_NON_PUBLIC_ADDRESS, UrlRefusal.CLOUD_METADATA);
    private static final Set<UrlRefusal> PARSE = EnumSet.range(UrlRefusal.EMPTY, UrlRefusal.PARSERS_DISAGREE);
    private static final Map<String, Set<UrlRefusal>> REASONS_BY_LAYER =
            Map.of("parse", PARSE, "literal", LITERAL, "name", NAME, "resolve", RESOLVE);

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void is_refused_at_its_layer(String name, JsonNode testCase) {
        UrlVerdict verdict = check(testCase);

        assertThat(verdict).as(testCase.get("why").stringValue()).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).isIn(REASONS_BY_LAYER.get(layer(testCase)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptances")
    void is_accepted_and_kept_as_sent(String name, JsonNode testCase) {
        UrlVerdict verdict = check(testCase);

        assertThat(verdict).as(testCase.get("why").stringValue()).isInstanceOf(Accepted.class);
        Target target = ((Accepted) verdict).target();
        assertThat(target.url()).isEqualTo(canonical(testCase));
        assertThat(target.addresses()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("internationalized")
    void a_unicode_host_is_dialled_by_its_a_label(String name, JsonNode testCase) {
        UrlVerdict verdict = check(testCase);

        assertThat(((Accepted) verdict).target().host())
                .isEqualTo(testCase.get("ascii_host").stringValue());
    }

    static Stream<Arguments> refusals() {
        return cases("refuse")
                .filter(arguments ->
                        REASONS_BY_LAYER.containsKey(layer((JsonNode) arguments.get()[1])));
    }

    static Stream<Arguments> acceptances() {
        return cases("accept");
    }

    static Stream<Arguments> internationalized() {
        return cases("accept").filter(arguments -> ((JsonNode) arguments.get()[1]).has("ascii_host"));
    }

    private static Stream<Arguments> cases(String verdict) {
        return Cases.of("urls")
                .filter(testCase -> testCase.get("verdict").stringValue().equals(verdict))
                .map(testCase -> Arguments.of(
                        testCase.get("id").stringValue() + " "
                                + testCase.get("why").stringValue(),
                        testCase));
    }

    private static UrlVerdict check(JsonNode testCase) {
        UrlSettings settings = new UrlSettings(
                List.of(),
                UrlSettings.DEFAULTS.ports(),
                List.of(OWN_HOST),
                UrlSettings.DEFAULTS.lookupTimeout(),
                UrlSettings.DEFAULTS.lookupCacheCap());
        return new UrlPolicy(settings, resolver(testCase))
                .check(testCase.get("url").stringValue());
    }

    private static HostResolver resolver(JsonNode testCase) {
        FakeResolver listed = new FakeResolver();
        Set<String> hosts = Set.copyOf(testCase.path("dns").propertyNames());
        hosts.forEach(host -> listed.answering(
                host,
                testCase.get("dns")
                        .get(host)
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toArray(String[]::new)));
        HostResolver others = FakeResolver.always(PUBLIC);
        return host -> hosts.contains(host) ? listed.resolve(host) : others.resolve(host);
    }

    private static String canonical(JsonNode testCase) {
        String url = testCase.get("url").stringValue();
        return testCase.has("ascii_host")
                ? url.replaceFirst("//[^/]*", "//" + testCase.get("ascii_host").stringValue())
                : url;
    }

    private static String layer(JsonNode testCase) {
        return testCase.get("layer").stringValue();
    }
}
