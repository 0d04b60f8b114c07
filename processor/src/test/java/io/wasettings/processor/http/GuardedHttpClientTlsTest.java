package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.drip;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.silence;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import io.wasettings.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpClientTlsTest {

    private static final String HOST = "hooks.example.com";
    private static final TestCa CA = new TestCa();

    @AutoClose
    private static final GuardedHttpClient CLIENT = TestClients.patient(null, CA.pem());

    private static final Failure EXPIRED =
            new Failure(Kind.CERTIFICATE, "The server's certificate has expired or is not valid yet.", null);

    private static final String OTHER_HOST = "The server's certificate is not issued for its host (subjectAltName).";

    @Test
    void the_certificate_is_verified_against_the_name_and_sni_names_it_though_an_address_is_dialled() {
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"))) {
            Exchange exchange = post(HOST, server);

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(server.requests().get(0).serverName()).isEqualTo(HOST);
            assertThat(server.requests().get(0).headers()).containsEntry("Host", HOST + ":" + server.port());
        }
    }

    @Test
    void a_secure_connection_is_used_again() {
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"))) {
            post(HOST, server);
            post(HOST, server);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** A server may send any number of them, and what is kept of each is large. */
    @Test
    void session_tickets_are_dropped() throws IOException {
        SSLContext context = TrustedAuthorities.tlsContext(CA.pem());
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, "ok"));
                SSLSocket socket = (SSLSocket)
                        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(Collections.list(context.getClientSessionContext().getIds()))
                    .as("the session itself, which cannot be resumed without a ticket")
                    .hasSize(1);
        }
    }

    /** What is kept of each holds all the certificates that the server has sent. */
    @Test
    void no_more_sessions_are_remembered_than_there_may_be_connections() {
        SSLContext context = TrustedAuthorities.tlsContext(CA.pem());

        assertThat(context.getClientSessionContext().getSessionCacheSize())
                .isBetween(1, TestClients.DEFAULTS.maxConnections());
    }

    @Test
    void a_secure_connection_that_the_server_has_closed_is_replaced() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.startTls(
                CA.serverFor(HOST), rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", closed))) {
            post(HOST, server);
            closed.await();

            assertThat(post(HOST, server)).isInstanceOf(Answer.class);
        }
    }

    @Test
    void what_nobody_asked_for_is_seen_under_tls_too() throws InterruptedException {
        Afterthought afterthought = new Afterthought();
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), afterthought, reply(200, "real"))) {
            post(HOST, server);
            afterthought.send();

            assertThat(((Answer) post(HOST, server)).body()).asString().isEqualTo("real");
        }
    }

    @Test
    void a_unicode_host_with_a_root_dot_is_verified_by_its_a_label() {
        String aLabel = "xn--bcher-kva.example.com";
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(aLabel), reply(200, "ok"))) {
            Exchange exchange = post("bücher.example.com.", server);

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(server.requests().get(0).serverName()).isEqualTo(aLabel);
        }
    }

    @Test
    void an_address_is_verified_against_the_addresses_of_the_certificate() {
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor("127.0.0.1"), reply(200, "ok"));
                ScriptedServer other = ScriptedServer.startTls(CA.serverFor(HOST, "127.0.0.9"), reply(200, "ok"))) {
            assertThat(post("127.0.0.1", server)).isInstanceOf(Answer.class);
            assertThat(failure("127.0.0.1", other)).isEqualTo(Kind.CERTIFICATE);
        }
    }

    @Test
    void a_certificate_for_another_host_does_not_verify() {
        for (SSLContext wrong : List.of(
                CA.serverFor("example.com"),
                CA.serverFor("other.example.com", "127.0.0.1"),
                CA.serverFor("hooks.example.com.evil.example"))) {
            assertNotVerified(wrong, OTHER_HOST);
        }
    }

    @Test
    void a_name_in_the_common_name_alone_does_not_verify() {
        assertNotVerified(CA.serverWithCommonName(HOST), OTHER_HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hook*.example.com", "*s.example.com", "h*s.example.com", "hooks.*.com", "*.com", "*.*.com", "*"
            })
    void a_wildcard_that_is_not_the_whole_first_label_does_not_verify(String name) {
        assertNotVerified(CA.serverWithAlternativeName(name), OTHER_HOST);
    }

    @Test
    void a_wildcard_stands_for_one_whole_label() {
        try (ScriptedServer server =
                ScriptedServer.startTls(CA.serverWithAlternativeName("*.example.com"), reply(200, "ok"))) {
            assertThat(post(HOST, server)).isInstanceOf(Answer.class);
            assertThat(failure("example.com", server)).isEqualTo(Kind.CERTIFICATE);
            assertThat(failure("a.hooks.example.com", server)).isEqualTo(Kind.CERTIFICATE);
        }
    }

    @Test
    void an_expired_certificate_does_not_verify() {
        assertNotVerified(CA.expiredServerFor(HOST), EXPIRED.message());
    }

    /** The JDK looks at no date of a certificate that it finds among the authorities. */
    @Test
    void an_expired_certificate_that_is_trusted_itself_does_not_verify() {
        TestCa.SelfSigned expired = TestCa.expiredSelfSignedFor(HOST);
        try (ScriptedServer server = ScriptedServer.startTls(expired.server(), reply(200, "ok"));
                GuardedHttpClient trusting = TestClients.patient(null, expired.pem())) {
            assertThat(post(trusting, HOST, server)).isEqualTo(EXPIRED);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_an_unknown_authority_does_not_verify() {
        assertNotVerified(
                new TestCa("Another CA").serverFor(HOST),
                "The server's certificate comes from no trusted authority; send the intermediate certificates with it.");
    }

    @Test
    void a_signature_that_is_not_the_authority_s_asks_for_no_intermediate_certificates() {
        assertNotVerified(new TestCa().serverFor(HOST), "The server's certificate does not verify.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n", "\u0015\u0003\u0003\u0000\u0002\u0002p"})
    void a_handshake_that_ends_early_is_transient(String bytes) {
        try (ScriptedServer server = ScriptedServer.startDeaf(rawThenClose(bytes))) {
            assertThat(failure(HOST, server)).isEqualTo(Kind.HANDSHAKE);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_handshake_that_stalls_is_left_as_transient() {
        assertLeft(silence(), Kind.HANDSHAKE);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_handshake_that_goes_on_byte_by_byte_is_left_when_the_time_is_up() {
        assertLeft(drip("\u0016\u0003\u0003@\u0000", "x", Duration.ofMillis(100)), Kind.HANDSHAKE);
    }

    @Test
    void a_file_that_holds_no_certificates_stops_the_start(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestClients.patient(null, folder.resolve("absent.pem")))
                .withMessageContaining("absent.pem");
    }

    private static void assertLeft(Step step, Kind kind) {
        try (ScriptedServer server = ScriptedServer.startDeaf(step);
                GuardedHttpClient hasty = TestClients.hasty()) {
            Target target = Targets.trusted("https://" + HOST + ":" + server.port() + "/");
            long start = System.nanoTime();

            Exchange exchange = TestClients.post(hasty, target);

            assertThat(((Failure) exchange).kind()).isEqualTo(kind);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestClients.NOT_FOR_EVER);
        }
    }

    private static void assertNotVerified(SSLContext tls, String message) {
        try (ScriptedServer server = ScriptedServer.startTls(tls, reply(200, "ok"))) {
            assertThat(post(HOST, server)).isEqualTo(new Failure(Kind.CERTIFICATE, message, null));
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Kind failure(String host, ScriptedServer server) {
        return ((Failure) post(host, server)).kind();
    }

    private static Exchange post(String host, ScriptedServer server) {
        return post(CLIENT, host, server);
    }

    private static Exchange post(GuardedHttpClient client, String host, ScriptedServer server) {
        return TestClients.post(client, Targets.trusted("https://" + host + ":" + server.port() + "/"));
    }
}
