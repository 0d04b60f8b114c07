package io.wasettings.processor.ops;

import io.wasettings.processor.replay.DeadLetters;
import io.wasettings.processor.replay.FailedCommand;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Replays;
import io.wasettings.processor.store.RenewalQueue;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists dead letters and troubled renewals, and runs replays. */
@RestController
@RequestMapping(path = "/ops", produces = MediaType.APPLICATION_JSON_VALUE)
class OpsController {

    private static final int MOST = 1000;

    private final DeadLetters deadLetters;
    private final Replays replays;
    private final RenewalQueue renewals;

    OpsController(DeadLetters deadLetters, Replays replays, RenewalQueue renewals) {
        this.deadLetters = deadLetters;
        this.replays = replays;
        this.renewals = renewals;
    }

    @GetMapping("/failed")
    List<FailedCommand> failed(FailedQuery query, @RequestParam MultiValueMap<String, String> parameters) {
        FailedQuery.requireKnown(parameters.keySet());
        return deadLetters.find(query.filter(), query.withParked()).stream()
                .map(FailedCommand::of)
                .toList();
    }

    /** A dry run answers with exactly what would be replayed. */
    @PostMapping(path = "/replays", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> replay(@RequestBody ReplayOrder order, Principal operator) {
        ReplayRequest request = order.request(operator.getName());
        if (order.dryRun()) {
            return ResponseEntity.ok(deadLetters.find(request.filter(), request.withParked()).stream()
                    .map(FailedCommand::of)
                    .toList());
        }
        Replay replay = replays.begin(request);
        return ResponseEntity.accepted()
                .location(URI.create("/ops/replays/" + replay.id()))
                .body(ReplayProgress.of(replay));
    }

    /** Who replayed what, the newest first. */
    @GetMapping("/replays")
    List<ReplayProgress> replays(@RequestParam(defaultValue = "100") int limit) {
        return replays.latest(Math.min(Math.max(1, limit), MOST)).stream()
                .map(ReplayProgress::of)
                .toList();
    }

    @GetMapping("/replays/{id}")
    ReplayProgress replay(@PathVariable String id) {
        return replays.find(id).map(ReplayProgress::of).orElseThrow(NoSuchReplayException::new);
    }

    /** Settings whose tokens are not renewed as they should be. */
    @GetMapping("/renewals")
    List<RenewalQueue.Trouble> renewals(@RequestParam(defaultValue = "100") int limit) {
        return renewals.troubles(Math.min(Math.max(1, limit), MOST));
    }
}
