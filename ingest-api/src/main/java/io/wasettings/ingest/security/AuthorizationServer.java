package io.wasettings.ingest.security;

import io.wasettings.service.background.DaemonThreads;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * How the authorization server is asked: with one time limit for everything, from connecting to the answer's last byte.
 */
final class AuthorizationServer {

    private AuthorizationServer() {}

    /** For its public documents. */
    static ClientHttpRequestFactory published(Duration timeout) {
        return factory(timeout, Redirect.NORMAL);
    }

    /** For requests that carry credentials, which follow no redirect. */
    static ClientHttpRequestFactory confidential(Duration timeout) {
        return factory(timeout, Redirect.NEVER);
    }

    private static ClientHttpRequestFactory factory(Duration timeout, Redirect redirect) {
        HttpClient client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(redirect)
                // Its own threads would keep the class loader of the request that needed them.
                .executor(Executors.newCachedThreadPool(DaemonThreads.named("authorization-server")))
                .build();
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
        // With this client the timeout covers reading the body as well.
        factory.setReadTimeout(timeout);
        return factory;
    }
}
