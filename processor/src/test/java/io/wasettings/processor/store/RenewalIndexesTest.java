package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.QueryIndex;
import org.junit.jupiter.api.Test;

class RenewalIndexesTest {

    private final StoreConfiguration configuration = new StoreConfiguration();

    @Test
    void who_has_anything_due_is_told_by_an_index_alone() {
        assertThat(configuration.renewalsByTime())
                .isEqualTo(new QueryIndex(CollectionNames.SETTINGS, "renewal.at", "partner"));
    }

    @Test
    void what_a_partner_has_due_is_found_whatever_others_have() {
        assertThat(configuration.renewalsByPartner())
                .isEqualTo(new QueryIndex(CollectionNames.SETTINGS, "partner", "renewal.at"));
    }
}
