package io.wasettings.ingest.settings;

import com.mongodb.client.model.Filters;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsKey.Channel;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which settings of the partner's are in force. */
@RestController
final class SettingsController {

    private final Store store;

    SettingsController(Store store) {
        this.store = store;
    }

    @GetMapping(
            path = "/api/wa/v2/{channel}/settings",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> settings(
            @PathVariable String channel,
            @RequestParam(required = false) @Nullable String from,
            Principal partner,
            HttpServletRequest request) {
        String path = request.getRequestURI();
        return Channel.of(channel)
                .map(known -> new SettingsKey(partner.getName(), known, sender(from)))
                .filter(SettingsController::isWellFormed)
                .map(this::find)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(found -> found.map(SettingsController::answer)
                        .orElseGet(() -> ProblemResponses.entity(Problem.of(ProblemType.NOT_FOUND), path)));
    }

    private CompletableFuture<Optional<SettingsView>> find(SettingsKey key) {
        return store.call(database -> Optional.ofNullable(database.getCollection("settings")
                        .find(Filters.eq("_id", key.recordKey()))
                        .first())
                .map(SettingsView::of));
    }

    /** Null for the default sender. A plus sign that was not encoded arrives as a space. */
    private static @Nullable String sender(@Nullable String from) {
        if (from == null || from.isBlank()) {
            return null;
        }
        return from.startsWith(" ") ? "+" + from.substring(1) : from;
    }

    /** Whether the sender is one, and not a word that only looks like part of a key. */
    private static boolean isWellFormed(SettingsKey key) {
        return SettingsKey.parse(key.recordKey()).filter(key::equals).isPresent();
    }

    private static ResponseEntity<Object> answer(SettingsView settings) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(settings);
    }
}
