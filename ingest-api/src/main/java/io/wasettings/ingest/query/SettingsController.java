package io.wasettings.ingest.query;

import com.mongodb.client.model.Filters;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.ingest.result.NotFound;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.status.CommandLocation;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers the partner's settings in force. */
@RestController
final class SettingsController {

    private final Store store;

    SettingsController(Store store) {
        this.store = store;
    }

    @GetMapping(
            path = CommandLocation.SETTINGS_PATTERN,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> settings(
            @PathVariable String channel, Principal partner, HttpServletRequest request) {
        String path = request.getRequestURI();
        return SenderParameter.read(request.getParameterMap())
                .then(from -> key(partner.getName(), channel, from.orElse(null)))
                .thenLater(this::find)
                .thenApply(found ->
                        found.fold(SettingsController::answer, problem -> ProblemResponses.entity(problem, path)));
    }

    private static Result<SettingsKey> key(String partner, String channel, @Nullable String from) {
        return Channel.of(channel)
                .map(known -> Result.of(new SettingsKey(partner, known, from)))
                .orElseGet(NotFound::channel);
    }

    private CompletableFuture<Result<SettingsView>> find(SettingsKey key) {
        return store.call(
                key.partner(),
                database -> Optional.ofNullable(database.getCollection(CollectionNames.SETTINGS)
                                .find(Filters.eq("_id", key.recordKey()))
                                .first())
                        .map(settings -> Result.of(SettingsView.of(settings)))
                        .orElseGet(() -> NotFound.settings(key.from())));
    }

    /** Clients may keep it, and revalidate it with its tag. */
    private static ResponseEntity<Object> answer(SettingsView settings) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(settings.tag())
                .body(settings);
    }
}
