package io.wasettings.processor.ops;

import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the sealing keys, and serves the description of this port's API. */
@RestController
class ServiceController {

    /** Where the description of this port's API is. */
    static final String DESCRIPTION = "/openapi.yaml";

    private final KeyReport keys;

    ServiceController(KeyReport keys) {
        this.keys = keys;
    }

    @GetMapping(path = "/ops/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    List<KeyReport.Key> keys() {
        return keys.keys();
    }

    /** As bytes, since Spring would answer the ranges of a resource, those it does not understand included. */
    @GetMapping(DESCRIPTION)
    ResponseEntity<byte[]> openapi() throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_YAML)
                .body(new ClassPathResource("openapi.yaml", ServiceController.class).getContentAsByteArray());
    }
}
