package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;

class SubmitConfigurationTest {

    @ParameterizedTest
    @CsvSource({"PT10S, PT60S", "PT10M, PT60S"})
    void no_wait_is_as_long_as_the_container_allows(Duration wait, Duration waitMax) {
        ReadableConfigurer async = new ReadableConfigurer();

        new SubmitConfiguration()
                .asyncTimeout(new WaitProperties(wait, waitMax, 1))
                .configureAsyncSupport(async);

        assertThat(async.timeout()).isGreaterThan(wait).isGreaterThan(waitMax);
    }

    private static final class ReadableConfigurer extends AsyncSupportConfigurer {

        Duration timeout() {
            return Duration.ofMillis(getTimeout());
        }
    }
}
