package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.tunnelTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.validation.url.Addresses;
import io.wasettings.processor.validation.url.FakeResolver;
import io.wasettings.processor.validation.url.HostileUrls;
import io.wasettings.processor.validation.url.SpecialPurposeRegistry;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import io.wasettings.testkit.Cases;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The addresses that were judged are the ones dialled. Where they are public, an egress proxy on the loopback interface
 * records what the client would dial.
 */
class DialledAddressesTest {

    private static final TestCa CA = new TestCa();

    @Test
    void no_connection_goes_to_an_answer_that_came_after_the_judgement() throws IOException {
        FakeResolver rebinding =
                new FakeResolver().answering("rebind.example", "127.0.0.1").answering("rebind.example", "127.0.0.2");
        try (ScriptedServer judged = ScriptedServer.start(reply(200, "judged"));
                ScriptedServer other =
                        ScriptedServer.startAt(InetAddress.getByName("127.0.0.2"), judged.port(), reply(200, "other"));
                GuardedHttpClient client = TestClients.patient(null, null)) {
            UrlPolicy policy =
                    new UrlPolicy(UrlSettings.DEFAULTS.withTrustedHosts(List.of("rebind.example")), rebinding);
            Target target = Targets.accepted(policy, "http://rebind.example:" + judged.port() + "/");

            for (int i = 0; i < 3; i++) {
                assertThat(TestClients.post(client, target)).isInstanceOf(Answer.class);
            }

            assertThat(judged.requests()).hasSize(3);
            assertThat(other.connections()).isZero();
            assertThat(rebinding.lookUps()).hasSize(1);
        }
    }

    @Test
    void of_very_many_addresses_only_the_first_ones_are_dialled() {
        String[] addresses =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "93.184.216." + i).toArray(String[]::new);
        try (ScriptedServer proxy = ScriptedServer.start(raw("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), null)) {
            UrlPolicy policy =
                    new UrlPolicy(UrlSettings.DEFAULTS, new FakeResolver().answering("many.example.com", addresses));

            TestClients.post(client, Targets.accepted(policy, "https://many.example.com/"));

            assertThat(proxy.requests())
                    .extracting(Request::target)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 16)
                            .mapToObj(i -> "93.184.216." + i + ":443")
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rebinding")
    void rebinding_reaches_nothing_that_was_not_judged(String name, JsonNode testCase) {
        String url = testCase.get("url").stringValue();
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(host(url)), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            UrlPolicy policy = new UrlPolicy(UrlSettings.DEFAULTS, resolver(testCase));

            for (int i = 0; i < 4; i++) {
                if (policy.check(url) instanceof Accepted accepted) {
                    TestClients.post(client, accepted.target());
                    TestClients.post(client, accepted.target());
                }
            }

            assertThat(partner.requests()).isNotEmpty();
            assertThat(proxy.requests()).extracting(Request::target).containsOnly("93.184.216.34:443");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("redirecting")
    void a_redirect_is_the_last_word(String name, JsonNode testCase) {
        String url = testCase.get("url").stringValue();
        JsonNode response = testCase.get("responses").get(0);
        String[] headers = Stream.concat(
                        response.path("headers")
                                .propertyStream()
                                .map(header -> header.getKey() + ": "
                                        + header.getValue().stringValue()),
                        response.has("location")
                                ? Stream.of(
                                        "Location: " + response.get("location").stringValue())
                                : Stream.empty())
                .toArray(String[]::new);
        int status = response.get("status").intValue();
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(host(url)), reply(status, "", headers));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            UrlPolicy policy = new UrlPolicy(UrlSettings.DEFAULTS, resolver(testCase));

            Exchange exchange = TestClients.post(client, Targets.accepted(policy, url));

            assertThat(((Answer) exchange).status()).isEqualTo(status);
            assertThat(partner.requests()).hasSize(1);
            assertThat(proxy.requests()).extracting(Request::target).containsExactly("93.184.216.34:443");
        }
    }

    @Test
    void what_was_judged_and_what_is_dialled_agree_for_generated_urls() {
        long seed = Long.getLong("seed", new Random().nextLong());
        HostileUrls urls = new HostileUrls(seed);
        List<String> judged = new ArrayList<>();
        try (ScriptedServer proxy = ScriptedServer.start(raw("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), null)) {
            for (int i = 0; i < 2_000; i++) {
                String[] addresses = urls.addresses();
                String url = i % 2 == 0 ? urls.harmless() : urls.next();
                UrlPolicy policy = new UrlPolicy(
                        UrlSettings.DEFAULTS,
                        host -> new FakeResolver().answering(host, addresses).resolve(host));
                if (policy.check(url) instanceof Accepted accepted) {
                    Target target = accepted.target();
                    assertThat(target.addresses())
                            .as("seed " + seed + ", " + url)
                            .allMatch(SpecialPurposeRegistry::isPublic);
                    target.addresses().forEach(address -> judged.add(authority(address, target.port())));
                    TestClients.post(client, target);
                }
            }
            assertThat(judged).isNotEmpty();
            assertThat(proxy.requests())
                    .as("seed " + seed)
                    .extracting(Request::target)
                    .containsExactlyElementsOf(judged);
        }
    }

    static Stream<Arguments> rebinding() {
        return cases("connect");
    }

    static Stream<Arguments> redirecting() {
        return cases("redirect");
    }

    private static Stream<Arguments> cases(String layer) {
        return Cases.of("urls")
                .filter(testCase -> testCase.get("layer").stringValue().equals(layer))
                .map(testCase -> Arguments.of(
                        testCase.get("id").stringValue() + " "
                                + testCase.get("why").stringValue(),
                        testCase));
    }

    /** Each look-up of the case's hosts takes the next answer of a sequence, or the one answer. */
    private static FakeResolver resolver(JsonNode testCase) {
        FakeResolver resolver = new FakeResolver();
        testCase.get("dns").propertyStream().forEach(host -> {
            boolean sequence = testCase.path("dns_sequence").booleanValue(false);
            Stream<JsonNode> answers = sequence ? host.getValue().valueStream() : Stream.of(host.getValue());
            answers.forEach(answer -> resolver.answering(
                    host.getKey(),
                    answer.valueStream().map(JsonNode::stringValue).toArray(String[]::new)));
        });
        return resolver;
    }

    private static String host(String url) {
        return UrlPolicy.canonicalHost(url.replaceFirst("https://([^/]+).*", "$1"));
    }

    private static String authority(InetAddress address, int port) {
        String text = Addresses.text(address);
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }
}
