package io.wasettings.processor.cli.url;

import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.validation.url.DnsHostResolver;
import io.wasettings.processor.validation.url.HostResolver;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code check-url}: says what the URL policy makes of URLs. Dials nothing but DNS servers, and those only for hosts
 * that {@code --resolve} does not state. Answers come in the order of the URLs.
 */
@Command(
        name = CheckUrlCommand.NAME,
        description = "Says what the URL policy makes of URLs. Reads standard input, one URL a line, if none is given.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all are accepted", "1:any is refused", "2:misuse"})
public final class CheckUrlCommand implements Callable<Integer> {

    public static final String NAME = "check-url";

    static final int ALL_ACCEPTED = 0;
    static final int ANY_REFUSED = 1;
    static final int MISUSE = 2;

    private static final String TRUSTED_HOST = "--trusted-host";
    private static final String PORT = "--port";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Option(
            names = "--resolve",
            paramLabel = "HOST=ADDR[,ADDR…]",
            description = "Addresses to use for the host; none means that it does not exist. Repeatable.")
    private List<String> stated = List.of();

    @Option(
            names = TRUSTED_HOST,
            paramLabel = "HOST[:PORT]",
            split = ",",
            description = "A host that is exempt from the scheme, port and address rules. Repeatable.")
    private List<String> trustedHosts = List.of();

    @Option(
            names = PORT,
            paramLabel = "PORT",
            split = ",",
            description = "A port that other hosts may use. Repeatable; default 443 and 8443.")
    private Set<Integer> ports = UrlSettings.DEFAULTS.ports();

    @Option(names = "--json", description = "Reads JSON strings and writes JSON objects, one a line.")
    private boolean json;

    @Parameters(paramLabel = "URL")
    private List<String> urls = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final InputStream in;

    public CheckUrlCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        VerdictFormat format = json ? new JsonFormat() : new TextFormat();
        UrlPolicy policy = policy();
        VerdictReport report =
                new VerdictReport(policy, format, spec.commandLine().getOut());
        StatedAnswers.neverAsked(stated, policy)
                .forEach(host -> spec.commandLine()
                        .getErr()
                        .println("check-url: --resolve " + Printable.of(host)
                                + "=… is not used: no URL with that host is looked up"));
        urls.forEach(report::add);
        boolean understood = !urls.isEmpty() || addLines(report, format);
        boolean allAccepted = report.await();
        return !understood ? MISUSE : allAccepted ? ALL_ACCEPTED : ANY_REFUSED;
    }

    private UrlPolicy policy() {
        try {
            requirePorts();
            UrlSettings settings =
                    UrlSettings.DEFAULTS.withTrustedHosts(trustedHosts).withPorts(ports);
            return new UrlPolicy(settings, StatedAnswers.of(stated, () -> SystemDns.RESOLVER), TRUSTED_HOST);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requirePorts() {
        if (!ports.stream().allMatch(port -> port >= 1 && port <= UrlSettings.MAX_PORT)) {
            throw new IllegalArgumentException(PORT + ": must be 1 to " + UrlSettings.MAX_PORT);
        }
    }

    /** Whether all lines state URLs; stops at the first that does not, and when nobody reads the verdicts. */
    private boolean addLines(VerdictReport report, VerdictFormat format) {
        try {
            return addEachLine(report, format);
        } catch (IOException e) {
            spec.commandLine().getErr().println("check-url: standard input cannot be read: " + e.getMessage());
            return false;
        }
    }

    private boolean addEachLine(VerdictReport report, VerdictFormat format) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        passOverByteOrderMark(reader);
        int number = 0;
        for (String line = readLine(reader); line != null && !report.isUnread(); line = readLine(reader)) {
            number++;
            try {
                report.add(format.url(line));
            } catch (IllegalArgumentException e) {
                spec.commandLine().getErr().println("check-url: line " + number + " " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    private static void passOverByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    /** The next line, ended by LF or CR LF only: a lone CR belongs to the URL, which is refused for it. */
    private static @Nullable String readLine(Reader reader) throws IOException {
        int character = reader.read();
        if (character == -1) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; character != '\n' && character != -1; character = reader.read()) {
            line.append((char) character);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** Loaded by the first host that is not stated: most runs need no DNS. */
    private static final class SystemDns {
        static final HostResolver RESOLVER = new DnsHostResolver(UrlSettings.DEFAULTS);
    }
}
