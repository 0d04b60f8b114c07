package io.wasettings.processor.http;

import static io.wasettings.processor.http.TestClients.post;
import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.silence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.RefusingPort;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which connections are made, kept, used again and waited for. */
class GuardedHttpClientConnectionsTest {

    @AutoClose
    private final GuardedHttpClient client = TestClients.patient(null, null);

    @Test
    void a_connection_is_used_again_for_the_same_host_and_address() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "ok"))) {
            answer(server);
            answer(server);

            assertThat(server.connections()).isEqualTo(1);

            post(client, Targets.trusted("http://other.example:" + server.port() + "/"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_the_server_has_closed_is_replaced() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server =
                ScriptedServer.start(rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", closed))) {
            answer(server);
            closed.await();

            assertThat(answer(server).status()).isEqualTo(200);
        }
    }

    @Test
    void an_answer_that_nobody_asked_for_is_never_taken_for_the_next_one() {
        String planted = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted";
        try (ScriptedServer server = ScriptedServer.start(
                raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + planted), reply(200, "real"))) {
            answer(server);

            assertThat(new String(answer(server).body(), UTF_8)).isEqualTo("real");
        }
    }

    @Test
    void an_answer_that_comes_while_the_connection_rests_is_not_the_next_requests_either() throws InterruptedException {
        Afterthought afterthought = new Afterthought();
        try (ScriptedServer server = ScriptedServer.start(afterthought, reply(200, "real"))) {
            answer(server);
            afterthought.send();

            assertThat(new String(answer(server).body(), UTF_8)).isEqualTo("real");
        }
    }

    @Test
    void addresses_are_dialled_in_order_until_one_takes_the_connection() throws IOException {
        try (ScriptedServer second =
                        ScriptedServer.startAt(InetAddress.getByName("127.0.0.2"), 0, reply(200, "second"));
                ScriptedServer third = ScriptedServer.startAt(
                        InetAddress.getByName("127.0.0.3"), second.port(), reply(200, "third"))) {
            String url = "http://multi.example:" + second.port() + "/";

            Exchange exchange = post(client, Targets.trusted(url, "127.0.0.1", "127.0.0.2", "127.0.0.3"));

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(second.requests()).hasSize(1);
            assertThat(third.connections()).isZero();
        }
    }

    @Test
    void a_host_that_no_address_answers_for_is_not_reached() throws IOException {
        try (RefusingPort gone = new RefusingPort()) {
            Exchange exchange = post(client, Targets.trusted("http://gone.example:" + gone.number() + "/"));

            assertThat(((Failure) exchange).kind()).isEqualTo(Kind.CONNECT);
        }
    }

    /** The next one may fail since this machine has no IPv6. */
    @Test
    void what_an_ipv4_address_came_to_is_told_though_an_ipv6_address_fails_after_it() throws IOException {
        try (RefusingPort gone = new RefusingPort();
                GuardedHttpClient hasty = TestClients.hasty()) {
            String url = "http://gone.example:" + gone.number() + "/";

            Exchange exchange = post(hasty, Targets.trusted(url, "127.0.0.1", "2001:db8::1"));

            assertThat(((Failure) exchange).message()).isEqualTo("The server refused the connection.");
        }
    }

    @Test
    void a_host_whose_connections_are_all_busy_holds_up_no_other() {
        try (ScriptedServer slow = ScriptedServer.start(silence());
                ScriptedServer quick = ScriptedServer.start(reply(200, ""));
                GuardedHttpClient narrow = TestClients.hasty(1, null)) {
            CompletableFuture<Exchange> stuck = CompletableFuture.supplyAsync(() -> post(narrow, target(slow, "/")));
            Awaitility.await().until(() -> slow.requests().size() == 1);

            Exchange exchange = post(narrow, target(quick, "/"));

            assertThat(exchange).isInstanceOf(Answer.class);
            assertThat(stuck).isNotDone();
        }
    }

    @Test
    void a_call_that_waits_for_a_busy_host_gives_up_in_time() {
        try (ScriptedServer slow = ScriptedServer.start(silence());
                GuardedHttpClient narrow = TestClients.hasty(1, null)) {
            CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> post(narrow, target(slow, "/")));
            Awaitility.await().until(() -> slow.requests().size() == 1);

            Exchange second = post(narrow, target(slow, "/"));

            assertThat(((Failure) first.join()).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(((Failure) second).kind()).isIn(Kind.NO_CONNECTION, Kind.TIMEOUT);
        }
    }

    @Test
    void many_callers_share_the_client() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "ok"))) {
            List<CompletableFuture<Exchange>> calls = new ArrayList<>();
            ExecutorService callers = Executors.newFixedThreadPool(32);
            for (int i = 0; i < 500; i++) {
                calls.add(CompletableFuture.supplyAsync(() -> post(client, target(server, "/")), callers));
            }

            assertThat(calls).allSatisfy(call -> assertThat(call.join()).isInstanceOf(Answer.class));

            callers.shutdown();
            assertThat(server.requests()).hasSize(500);
            assertThat(server.connections()).isLessThanOrEqualTo(32);
        }
    }

    @Test
    void closing_the_client_breaks_calls_in_flight() {
        try (ScriptedServer slow = ScriptedServer.start(silence())) {
            CompletableFuture<Exchange> stuck = CompletableFuture.supplyAsync(() -> post(client, target(slow, "/")));
            Awaitility.await().until(() -> slow.requests().size() == 1);

            client.close();

            assertThat(stuck.join()).isInstanceOf(Failure.class);
        }
    }

    private Answer answer(ScriptedServer server) {
        return (Answer) post(client, target(server, "/"));
    }

    private static Target target(ScriptedServer server, String pathAndQuery) {
        return Targets.trusted("http://localhost:" + server.port() + pathAndQuery);
    }
}
