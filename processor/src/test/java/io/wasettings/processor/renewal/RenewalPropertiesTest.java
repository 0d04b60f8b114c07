package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalPropertiesTest {

    private static final Duration LOAN = RenewalFixture.properties(true).loan();

    @Test
    void a_loan_that_outlives_any_renewal_is_taken() {
        RenewalProperties properties = RenewalFixture.properties(true);

        assertThat(properties.outliving(LOAN.minusMillis(1))).isEqualTo(properties);
    }

    @Test
    void a_loan_that_may_end_before_its_renewal_is_refused() {
        assertThatThrownBy(() -> RenewalFixture.properties(true).outliving(LOAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "wa.settings.processor.renewal.loan",
                        "more than 180000ms",
                        "wa.settings.processor.http.total-timeout");
    }

    @Test
    void where_nothing_is_renewed_no_loan_is_refused() {
        RenewalProperties properties = RenewalFixture.properties(false);

        assertThat(properties.outliving(LOAN)).isEqualTo(properties);
    }
}
