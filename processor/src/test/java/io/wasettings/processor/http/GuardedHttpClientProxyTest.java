package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.close;
import static io.wasettings.testkit.Replies.drip;
import static io.wasettings.testkit.Replies.endless;
import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.silence;
import static io.wasettings.testkit.Replies.tunnelTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.RefusingPort;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import io.wasettings.testkit.TestCa;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedHttpClientProxyTest {

    private static final String HOST = "hooks.example.com";
    private static final String URL = "https://" + HOST + "/hook?a=b";
    private static final TestCa CA = new TestCa();

    @Test
    void the_proxy_is_asked_for_the_judged_address_and_tls_goes_to_the_name_within() {
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            Exchange exchange = TestClients.post(client, Targets.of(URL, "93.184.216.34"));

            assertThat(exchange).isInstanceOf(Answer.class);
            Request connect = proxy.requests().get(0);
            assertThat(connect.method() + " " + connect.target()).isEqualTo("CONNECT 93.184.216.34:443");
            assertThat(connect.headers()).containsOnlyKeys("Host").containsEntry("Host", "93.184.216.34:443");
            assertThat(partner.requests().get(0).serverName()).isEqualTo(HOST);
            assertThat(partner.requests().get(0).headers()).containsEntry("Host", HOST);
            assertThat(partner.requests().get(0).target()).isEqualTo("/hook?a=b");
        }
    }

    @Test
    void ipv6_is_asked_for_in_brackets() {
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            Exchange exchange = TestClients.post(client, Targets.of(URL, "2606:2800:220:1:248:1893:25c8:1946"));

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(proxy.requests().get(0).target()).isEqualTo("[2606:2800:220:1:248:1893:25c8:1946]:443");
        }
    }

    @Test
    void a_tunnel_is_used_again() {
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            TestClients.post(client, Targets.of(URL, "93.184.216.34"));
            TestClients.post(client, Targets.of(URL, "93.184.216.34"));

            assertThat(proxy.requests()).hasSize(1);
            assertThat(partner.requests()).hasSize(2);
        }
    }

    @Test
    void a_trusted_host_without_tls_is_tunnelled_too() {
        try (ScriptedServer partner = ScriptedServer.start(reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), null)) {
            Exchange exchange = TestClients.post(client, Targets.trusted("http://localhost:8080/"));

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(proxy.requests().get(0).target()).isEqualTo("127.0.0.1:8080");
        }
    }

    @Test
    void the_partners_certificate_is_the_partners_fault() {
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor("other.example.com"), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            assertThat(failure(client, Targets.of(URL, "93.184.216.34"))).isEqualTo(Kind.CERTIFICATE);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_handshake_that_stalls_within_the_tunnel_is_left_like_any_other() {
        try (ScriptedServer partner = ScriptedServer.startDeaf(silence());
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.hasty(1, TestClients.proxy(proxy.port()))) {
            assertThat(failure(client, Targets.of(URL, "93.184.216.34"))).isEqualTo(Kind.HANDSHAKE);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void after_the_handshake_a_tunnel_may_be_silent_for_longer() {
        // Long enough for the handshake on a machine that is busy with the others.
        Duration soon = Duration.ofSeconds(3);
        Step slow = drip("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", "x", soon.plusSeconds(1));
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(HOST), slow);
                ScriptedServer proxy = ScriptedServer.start(tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.soonConnected(soon, TestClients.proxy(proxy.port()), CA.pem())) {
            assertThat(TestClients.post(client, Targets.of(URL, "93.184.216.34")))
                    .isInstanceOf(Answer.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    @Execution(ExecutionMode.CONCURRENT)
    void a_proxy_that_fails_is_never_the_partners_fault(String name, Step step) {
        try (ScriptedServer proxy = ScriptedServer.start(step);
                GuardedHttpClient client = TestClients.hasty(1, TestClients.proxy(proxy.port()))) {
            assertThat(failure(client, Targets.of(URL, "93.184.216.34"))).isEqualTo(Kind.EGRESS_PROXY);
        }
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of("refuses", reply(403, "no", "Location: https://elsewhere.example/")),
                Arguments.of("wants a password", reply(407, "", "Proxy-Authenticate: Basic realm=\"x\"")),
                Arguments.of("redirects", reply(302, "", "Location: https://elsewhere.example/")),
                Arguments.of("reaches nobody", reply(502, "Bad gateway")),
                Arguments.of("closes", close()),
                Arguments.of("never answers", silence()),
                Arguments.of("answers without end", endless("HTTP/1.1 200 OK\r\n", "A: b\r\n")),
                Arguments.of("answers slowly", drip("HTTP/1.1 200 OK\r\n", "A: b\r\n", Duration.ofMillis(100))),
                Arguments.of("speaks another protocol", rawThenClose("SSH-2.0-OpenSSH_9.9\r\n")),
                Arguments.of("speaks within the tunnel", raw("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")));
    }

    @Test
    void a_proxy_that_is_down_is_never_the_partners_fault() throws IOException {
        try (RefusingPort gone = new RefusingPort();
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(gone.number()), null)) {
            assertThat(failure(client, Targets.of(URL, "93.184.216.34"))).isEqualTo(Kind.EGRESS_PROXY);
        }
    }

    @Test
    void the_next_address_is_tried_when_the_proxy_does_not_reach_one() {
        try (ScriptedServer partner = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"));
                ScriptedServer proxy = ScriptedServer.start(reply(502, ""), tunnelTo(partner.port()));
                GuardedHttpClient client = TestClients.patient(TestClients.proxy(proxy.port()), CA.pem())) {
            Exchange exchange = TestClients.post(client, Targets.of(URL, "93.184.216.34", "93.184.216.35"));

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(proxy.requests())
                    .extracting(Request::target)
                    .containsExactly("93.184.216.34:443", "93.184.216.35:443");
        }
    }

    private static Kind failure(GuardedHttpClient client, Target target) {
        return ((Failure) TestClients.post(client, target)).kind();
    }
}
