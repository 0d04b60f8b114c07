package io.wasettings.benchmarks.micro;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sealing and opening, on the topic and at rest. */
@State(Scope.Benchmark)
public class SealingBenchmark {

    private static final String OWNER = "acme/transactional/default";

    private final Secrets secrets = new Secrets(Map.of("client_secret", "s3cret"));
    private final SecretBox box = new SecretBox(new JWKSet(key()));
    private final String onTopic = box.seal(OWNER, secrets);
    private final String atRest = box.sealAtRest(Purpose.SETTINGS, OWNER, secrets);

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public String sealForTheTopic() {
        return box.seal(OWNER, secrets);
    }

    @Benchmark
    public Object openFromTheTopic() {
        return box.open(OWNER, onTopic);
    }

    @Benchmark
    public String sealAtRest() {
        return box.sealAtRest(Purpose.SETTINGS, OWNER, secrets);
    }

    @Benchmark
    public Object openAtRest() {
        return box.openAtRest(Purpose.SETTINGS, OWNER, atRest);
    }
}
