package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeProviderTest {

    private static final byte[] PAYLOAD = "payload".getBytes(UTF_8);

    private final ECKey key = TestKeys.key("k1");
    private final TopicSeal seal = new TopicSeal(TestKeys.keys(key));

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void it_is_there_where_its_library_is() {
        assertThat(NativeProvider.find()).isPresent();
    }

    @Test
    void what_it_sealed_the_jdk_opens() throws Exception {
        ECDHDecrypter decrypter = new ECDHDecrypter(key);

        Unsealed<byte[]> opened = Jwe.open(seal.seal(PAYLOAD), JWEAlgorithm.ECDH_ES, kid -> Optional.of(decrypter));

        assertThat(text(opened)).isEqualTo("payload");
    }

    @Test
    void what_the_jdk_sealed_it_opens() throws Exception {
        String sealed = Jwe.seal(Jwe.header(JWEAlgorithm.ECDH_ES, "k1"), PAYLOAD, new ECDHEncrypter(key.toPublicJWK()));

        assertThat(text(seal.open(sealed))).isEqualTo("payload");
    }

    private static String text(Unsealed<byte[]> unsealed) {
        return unsealed.fold(payload -> new String(payload, UTF_8), Refusal::message);
    }
}
