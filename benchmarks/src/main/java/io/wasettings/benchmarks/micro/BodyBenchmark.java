package io.wasettings.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsRules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A body, from bytes to settings that keep the rules. */
@State(Scope.Benchmark)
public class BodyBenchmark {

    private final SettingsRules rules = new SettingsRules();
    private final byte[] body = """
            {"webhook_url": "https://hooks.partner.example.com/wa", "from": "+1234567890", "auth_type": "oauth2",
             "oauth2": {"grant_type": "client_credentials", "token_url": "https://id.partner.example.com/token",
                        "client_id": "client", "client_secret": "s3cret", "scopes": ["a", "b"], "expires_in": 3600}}
            """.getBytes(UTF_8);

    @Benchmark
    public Object read() {
        return SettingsJson.readRequest(body)
                .fold(decoded -> rules.check(decoded.settings()), undecodable -> undecodable);
    }
}
