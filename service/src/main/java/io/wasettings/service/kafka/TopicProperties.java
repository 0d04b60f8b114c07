package io.wasettings.service.kafka;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics' names, and how missing ones are created.
 *
 * @param commands commands come in here
 * @param status statuses go out here
 * @param retryPrefix the n-th retry topic is {@code {retryPrefix}.{n}}
 * @param deadLetter what failed for good but is worth a replay, or cannot be read
 * @param partitions partitions of a new topic; the retry topics and the dead-letter topic get as many as commands has
 * @param replicationFactor replicas of a new topic, -1 for the broker's default
 */
@Validated
@ConfigurationProperties("wa.settings.topics")
public record TopicProperties(
        @DefaultValue("wa.settings.commands") @NotBlank String commands,
        @DefaultValue("wa.settings.status") @NotBlank String status,

        @DefaultValue("wa.settings.commands.retry") @NotBlank
        String retryPrefix,

        @DefaultValue("wa.settings.commands.dlt") @NotBlank String deadLetter,
        @DefaultValue("6") @Min(1) @Max(10_000) int partitions,
        @DefaultValue("-1") short replicationFactor) {

    private static final short OF_THE_BROKER = -1;

    @AssertTrue(message = "wa.settings.topics.replication-factor must be at least 1, or -1 for the broker's default")
    boolean isReplicationPossible() {
        return replicationFactor == OF_THE_BROKER || replicationFactor >= 1;
    }

    /** The retry topic of that tier, counted from 1. */
    public String retry(int tier) {
        return retryPrefix + "." + tier;
    }

    /** The topics that failed commands go to: that many retry topics, then the dead-letter topic. */
    public List<String> forFailures(int tiers) {
        return Stream.concat(IntStream.rangeClosed(1, tiers).mapToObj(this::retry), Stream.of(deadLetter))
                .toList();
    }
}
