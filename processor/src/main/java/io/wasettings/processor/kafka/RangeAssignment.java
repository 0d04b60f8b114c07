package io.wasettings.processor.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Who assigns the partitions of all topics alike, so that a key stays in one process. Each group protocol has a setting
 * for it and refuses the other's.
 */
public enum RangeAssignment {
    /** The broker, under the protocol {@code consumer}. */
    BY_THE_BROKER(
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            RangeAssignor.RANGE_ASSIGNOR_NAME,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG),
    /** A member of the group, under the protocol {@code classic}. */
    BY_A_MEMBER(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            RangeAssignor.class.getName(),
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    private final String setting;
    private final String value;
    private final String refused;

    RangeAssignment(String setting, String value, String refused) {
        this.setting = setting;
        this.value = value;
        this.refused = refused;
    }

    /**
     * Who does it under that protocol.
     *
     * @param protocol the value of {@code group.protocol}, or null if it is not set
     */
    public static RangeAssignment under(@Nullable Object protocol) {
        return GroupProtocol.CONSUMER.name().equalsIgnoreCase(String.valueOf(protocol)) ? BY_THE_BROKER : BY_A_MEMBER;
    }

    /** What a consumer is to be made with. */
    public Map<String, Object> settings() {
        return Map.of(setting, value);
    }

    /** What a consumer must not be made with. */
    public String refused() {
        return refused;
    }
}
