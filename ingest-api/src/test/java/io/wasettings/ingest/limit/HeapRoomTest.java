package io.wasettings.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapRoomTest {

    private static final HeapRoom SMALL = new HeapRoom(384L << 20);

    @Test
    void connections_have_a_third_of_the_heap() {
        assertThat(SMALL.connections(16384)).isEqualTo(2048);
    }

    @Test
    void of_requests_that_wait_half_as_many_fit() {
        assertThat(SMALL.waiting(10000)).isEqualTo(1024);
    }

    @Test
    void one_partner_may_let_no_more_than_a_tenth_of_them_wait() {
        assertThat(SMALL.waitingOfOne(1000)).isEqualTo(102);
        assertThat(SMALL.waitingOfOne(50)).isEqualTo(50);
        assertThat(new HeapRoom(1L << 20).waitingOfOne(1000)).isEqualTo(1);
    }

    @Test
    void where_more_would_fit_the_configuration_stands() {
        assertThat(new HeapRoom(1L << 45).connections(16384)).isEqualTo(16384);
        assertThat(SMALL.waiting(0)).isZero();
    }
}
