package io.wasettings.standalone;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How everything runs in one JVM.
 *
 * @param dataDir folder of the broker's logs, the store, the keys and the log file; made when it is missing, and
 *     removed only by the user
 * @param demo whether to run the demonstration after the start
 * @param ports the ports on 127.0.0.1
 */
@Validated
@ConfigurationProperties("wa.settings.standalone")
record StandaloneProperties(
        @DefaultValue(DATA_DIR) Path dataDir,
        @DefaultValue("true") boolean demo,
        @DefaultValue @Valid Ports ports) {

    /** The default data folder, which the log file lies in too. */
    static final String DATA_DIR = "./data";

    /**
     * TCP ports on 127.0.0.1; 0 is any free one.
     *
     * @param ingest of the ingest-api
     * @param ops of the processor's operations
     * @param kafka of the broker
     * @param mongo of the store
     * @param partner of the demo partner
     */
    record Ports(
            @DefaultValue("8080") @Min(0) @Max(65_535) int ingest,
            @DefaultValue("8081") @Min(0) @Max(65_535) int ops,
            @DefaultValue("9092") @Min(0) @Max(65_535) int kafka,
            @DefaultValue("27017") @Min(0) @Max(65_535) int mongo,
            @DefaultValue("9090") @Min(0) @Max(65_535) int partner) {}
}
