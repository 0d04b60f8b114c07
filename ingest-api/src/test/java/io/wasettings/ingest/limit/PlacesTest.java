package io.wasettings.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.limit.Places.Taking;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(3, 2);

    @Test
    void nobody_has_more_than_a_share() {
        places.take("acme");
        places.take("acme");

        assertThat(places.take("acme")).isEqualTo(Taking.SHARE_USED);
        assertThat(places.take("beta")).isEqualTo(Taking.TAKEN);
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void there_are_no_more_than_all_places() {
        places.take("acme");
        places.take("acme");
        places.take("beta");

        assertThat(places.take("gamma")).isEqualTo(Taking.NONE_LEFT);
    }

    @Test
    void a_place_that_is_given_back_is_free_again() {
        places.take("acme");
        places.take("acme");

        places.free("acme");

        assertThat(places.take("acme")).isEqualTo(Taking.TAKEN);
    }
}
