package io.wasettings.processor.validation.url;

import io.wasettings.service.file.FileVersion;
import io.wasettings.service.log.LogLine;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts file, read again when it has changed. Who asks while it is read waits for the whole of it: a host that it
 * lists would otherwise be asked for in the DNS. Thread-safe.
 *
 * <p>The DNS library's parser is not used: it lets others see a file half read, looks for names in lower case only, and
 * takes a file with one byte that is no UTF-8 for an empty one.
 */
final class HostsFile {

    private static final Logger LOG = LoggerFactory.getLogger(HostsFile.class);

    private static final Content NOTHING = new Content(FileVersion.NONE, false, Map.of());

    private final Path file;
    private final Reading reading;
    private final Clock clock;
    private volatile Content content = NOTHING;

    HostsFile(Path file) {
        // Names and addresses are ASCII, and comments may be in any encoding: this one takes any byte.
        this(file, path -> Files.readString(path, StandardCharsets.ISO_8859_1), Clock.systemUTC());
    }

    HostsFile(Path file, Reading reading, Clock clock) {
        this.file = file;
        this.reading = reading;
        this.clock = clock;
    }

    /** That of the operating system. */
    static HostsFile ofSystem() {
        String windows = System.getenv("SystemRoot");
        return new HostsFile(
                windows == null ? Path.of("/etc/hosts") : Path.of(windows, "System32", "drivers", "etc", "hosts"));
    }

    /** Reads the whole of a file. */
    @FunctionalInterface
    interface Reading {
        String read(Path file) throws IOException;
    }

    /**
     * What the file held when it was last read.
     *
     * @param version taken before it was read
     * @param isOutdated whether it could not be read since then
     */
    private record Content(FileVersion version, boolean isOutdated, Map<String, List<InetAddress>> addresses) {

        boolean isThatOf(FileVersion now) {
            return !isOutdated && version.isStill(now);
        }

        Content outdated() {
            return new Content(version, true, addresses);
        }
    }

    private record Entry(String host, InetAddress address) {}

    /**
     * The addresses of all lines with that host, in their order; none if it is not listed.
     *
     * @param host in canonical form
     */
    List<InetAddress> addressesOf(String host) {
        return current().addresses().getOrDefault(host, List.of());
    }

    private Content current() {
        Content known = content;
        try {
            return known.isThatOf(version()) ? known : readAgain();
        } catch (NoSuchFileException e) {
            content = NOTHING;
            return NOTHING;
        } catch (IOException e) {
            return outdated(e);
        }
    }

    private synchronized Content readAgain() throws IOException {
        FileVersion now = version();
        if (!content.isThatOf(now)) {
            content = new Content(now, false, parse(reading.read(file)));
        }
        return content;
    }

    private FileVersion version() throws IOException {
        return FileVersion.of(file, clock);
    }

    private synchronized Content outdated(IOException fault) {
        if (!content.isOutdated()) {
            content = content.outdated();
            LogLine.warn(LOG, "hosts_file_unreadable")
                    .with("file", file)
                    .causedBy(fault)
                    .write();
        }
        return content;
    }

    private static Map<String, List<InetAddress>> parse(String text) {
        return Map.copyOf(text.lines()
                .flatMap(HostsFile::entries)
                .distinct()
                .collect(Collectors.groupingBy(
                        Entry::host, Collectors.mapping(Entry::address, Collectors.toUnmodifiableList()))));
    }

    /** None, if the line begins with nothing that is an address. */
    private static Stream<Entry> entries(String line) {
        String[] fields = line.split("#", 2)[0].strip().split("\\s+");
        return Addresses.parse(fields[0]).stream()
                .flatMap(address -> Arrays.stream(fields)
                        .skip(1)
                        .map(name -> new Entry(Host.parse(name).text(), address)));
    }
}
