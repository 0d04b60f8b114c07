package io.wasettings.processor.validation.url;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of names that never belong to a partner, with everything below them. {@code example} is not among them:
 * it does not resolve, and documentation may use it.
 */
final class NameTable {

    private record Row(String name, UrlRefusal refusal, String source) {
        Row(String name, String source) {
            this(name, UrlRefusal.HOST_RESERVED, source);
        }

        boolean covers(String host) {
            return host.equals(name) || host.endsWith("." + name);
        }
    }

    private static final List<Row> METADATA_ROWS = List.of(
            metadata("metadata", "Google Cloud, short name"),
            metadata("metadata.google.internal", "Google Cloud"),
            metadata("metadata.goog", "Google Cloud"),
            metadata("instance-data", "Amazon EC2, short name"),
            metadata("instance-data.ec2.internal", "Amazon EC2"),
            metadata("metadata.cloud.ibm.com", "IBM Cloud VPC"),
            metadata("metadata.tencentyun.com", "Tencent Cloud"),
            metadata("metadata.packet.net", "Equinix Metal"),
            metadata("metadata.platformequinix.com", "Equinix Metal"));

    private static final List<Row> RESERVED_ROWS = List.of(
            new Row("alt", "RFC 9476"),
            new Row("arpa", "RFC 3172; home.arpa: RFC 8375"),
            new Row("consul", "HashiCorp Consul DNS"),
            new Row("corp", "ICANN name collision, RFC 6762 appendix G"),
            new Row("home", "ICANN name collision, RFC 6762 appendix G"),
            new Row("internal", "ICANN Board resolution of 29 July 2024"),
            new Row("intranet", "RFC 6762 appendix G"),
            new Row("invalid", "RFC 6761"),
            new Row("lan", "RFC 6762 appendix G"),
            new Row("local", "RFC 6762; cluster.local: Kubernetes DNS"),
            new Row("localdomain", "customary in hosts files"),
            new Row("localhost", "RFC 6761"),
            new Row("mail", "ICANN name collision"),
            new Row("onion", "RFC 7686"),
            new Row("private", "RFC 6762 appendix G"),
            new Row("svc", "Kubernetes DNS"),
            new Row("test", "RFC 6761"));

    private NameTable() {}

    /** Why nobody may use that lower-case name, trusted or not; null if somebody may. */
    static @Nullable UrlRefusal refusalForAll(String host) {
        return refusal(METADATA_ROWS, host);
    }

    /** Why only a trusted host may have that lower-case name; null if others may. */
    static @Nullable UrlRefusal refusalUnlessTrusted(String host) {
        return host.contains(".") ? refusal(RESERVED_ROWS, host) : UrlRefusal.HOST_NOT_QUALIFIED;
    }

    private static @Nullable UrlRefusal refusal(List<Row> rows, String host) {
        return rows.stream()
                .filter(row -> row.covers(host))
                .map(Row::refusal)
                .findFirst()
                .orElse(null);
    }

    private static Row metadata(String name, String source) {
        return new Row(name, UrlRefusal.CLOUD_METADATA, source);
    }
}
