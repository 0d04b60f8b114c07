package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyPropertiesTest {

    @ParameterizedTest
    @CsvSource({"PT24H, PT24H10M", "PT24H30M, PT24H30M", "P30D, P30D"})
    void keys_are_kept_a_little_longer_than_promised_as_clocks_differ(Duration configured, Duration kept) {
        assertThat(new IdempotencyProperties(configured, null).kept()).isEqualTo(kept);
    }
}
