package io.wasettings.ingest.status;

import io.wasettings.ingest.support.Statuses;
import io.wasettings.testkit.StatusOrderContract;

class StatusBoardOrderTest extends StatusOrderContract {

    @Override
    protected Told standing(Told first, Told second) {
        StatusBoard board = new StatusBoard(1, 10);
        board.post(Statuses.told("c", first));
        board.post(Statuses.told("c", second));
        return Statuses.told(board.recent(Statuses.ref("c")).orElseThrow());
    }
}
