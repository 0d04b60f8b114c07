package io.wasettings.ingest.discovery;

import io.wasettings.common.settings.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the public keys and the contracts. */
@RestController
final class DiscoveryController {

    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");
    private static final Duration KEYS_CACHED = Duration.ofMinutes(5);

    private final byte[] keys;

    DiscoveryController(SecretBox secretBox) {
        this.keys = PublishedKeys.of(secretBox.keys().publicKeys()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Cached for a short time only, so that producers learn soon of a key that was added. */
    @GetMapping(PublicDocuments.KEYS)
    ResponseEntity<byte[]> keys() {
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(KEYS_CACHED).cachePublic())
                .body(keys);
    }

    @GetMapping(PublicDocuments.OPENAPI)
    ResponseEntity<byte[]> openapi() throws IOException {
        return contract("openapi.yaml");
    }

    @GetMapping(PublicDocuments.ASYNCAPI)
    ResponseEntity<byte[]> asyncapi() throws IOException {
        return contract("asyncapi.yaml");
    }

    /**
     * As bytes, since Spring would answer range requests for a resource, even with units that it does not understand.
     */
    private static ResponseEntity<byte[]> contract(String name) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_YAML)
                .body(new ClassPathResource(name, DiscoveryController.class).getContentAsByteArray());
    }
}
