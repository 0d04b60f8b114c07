package io.wasettings.service.status;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.StatusOrderContract;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class CommandStatusesIT extends StatusOrderContract {

    private static final MongoDatabase DATABASE = TestStore.client().getDatabase(TestStore.newDatabase());
    private static final Duration RETENTION = Duration.ofDays(7);

    private final MutableClock clock = new MutableClock();
    private final CommandStatuses statuses = new CommandStatuses(DATABASE, clock, RETENTION);
    private final CommandRef command = new CommandRef("/test", UUID.randomUUID().toString());

    @Override
    protected Told standing(Told first, Told second) {
        statuses.keep(List.of(TestStatuses.told(command, first)));
        statuses.keep(List.of(TestStatuses.told(command, second)));
        return TestStatuses.told(statuses.find(command).orElseThrow());
    }

    @Test
    void those_that_stand_are_written_though_others_of_the_same_batch_do_not() {
        CommandRef other = new CommandRef("/test", UUID.randomUUID().toString());
        statuses.keep(List.of(TestStatuses.told(command, new Told("applied", 0, 1))));

        statuses.keep(List.of(
                TestStatuses.told(command, new Told("retrying", 0, 1)),
                TestStatuses.told(other, new Told("retrying", 0, 1))));

        assertThat(statuses.find(command)).map(told -> told.status().state()).contains(State.APPLIED);
        assertThat(statuses.find(other)).map(told -> told.status().state()).contains(State.RETRYING);
    }

    @Test
    void a_status_is_read_as_it_was_written() {
        ToldStatus told = TestStatuses.told(command, new Told("failed", 1, 2));

        statuses.keep(List.of(told));

        assertThat(statuses.find(command)).contains(told);
    }

    @Test
    void a_command_that_is_known_by_its_status_alone_is_found_by_its_key() {
        statuses.keep(List.of(TestStatuses.told(command, new Told("failed", 0, 1))));

        assertThat(DATABASE.getCollection("commands").find(eq("key", "acme/transactional/default")))
                .extracting(document -> document.getString("_id"))
                .contains(command.key());
    }

    @Test
    void a_command_is_forgotten_some_time_after_its_last_status() {
        statuses.keep(List.of(TestStatuses.told(command, new Told("accepted", 0, 1))));
        clock.advance(Duration.ofDays(1));
        statuses.keep(List.of(TestStatuses.told(command, new Told("applied", 0, 1))));

        Document document =
                DATABASE.getCollection("commands").find(eq(command.key())).first();

        assertThat(document)
                .containsEntry("expires_at", Date.from(clock.instant().plus(RETENTION)))
                .containsEntry("command_id", command.id())
                .containsEntry("source", "/test");
    }
}
