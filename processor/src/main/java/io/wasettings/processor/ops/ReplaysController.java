package io.wasettings.processor.ops;

import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Replays;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans, begins, shows and cancels replays. */
@RestController
@RequestMapping(path = "/ops/replays", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplaysController {

    private final Replays replays;

    ReplaysController(Replays replays) {
        this.replays = replays;
    }

    /** A dry run answers with exactly what would be done. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> start(@RequestBody ReplayOrder order, Principal operator) {
        ReplayRequest asked = order.request(operator.getName());
        if (order.wantsPlan()) {
            return ResponseEntity.ok(PlanView.of(replays.plan(asked.selection())));
        }
        Replay replay = replays.begin(asked)
                .orElseThrow(() -> OpsException.conflict(
                        Replays.MOST_RUNNING + " replays are running; wait for one of them, or cancel it."));
        return ResponseEntity.accepted()
                .location(URI.create("/ops/replays/" + replay.id()))
                .body(ReplayView.of(replay));
    }

    /** Who replayed what, the newest first. */
    @GetMapping
    List<ReplayView> list(@RequestParam(defaultValue = "100") int limit) {
        return replays.latest(Parameters.limit(limit)).stream()
                .map(ReplayView::of)
                .toList();
    }

    @GetMapping("/{id}")
    ReplayView show(@PathVariable String id) {
        return replays.find(id).map(ReplayView::of).orElseThrow(ReplaysController::missing);
    }

    @DeleteMapping("/{id}")
    ReplayView cancel(@PathVariable String id) {
        return replays.cancel(id).map(ReplayView::of).orElseThrow(ReplaysController::missing);
    }

    private static OpsException missing() {
        return OpsException.missing("There is no such replay.");
    }
}
