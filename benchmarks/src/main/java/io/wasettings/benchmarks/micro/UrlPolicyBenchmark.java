package io.wasettings.benchmarks.micro;

import io.wasettings.processor.validation.url.HostResolver;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The verdict on a URL whose host is looked up in no time. */
@State(Scope.Benchmark)
public class UrlPolicyBenchmark {

    @Param({
        "https://hooks.partner.example.com/wa/v2?tenant=7",
        "https://93.184.216.34/hook",
        "https://b\u00fccher.example/"
    })
    private String url = "";

    private final HostResolver.Resolution found = new HostResolver.Found(List.of(address()));
    private final UrlPolicy policy = new UrlPolicy(UrlSettings.DEFAULTS, host -> found);

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Object check() {
        return policy.check(url);
    }
}
