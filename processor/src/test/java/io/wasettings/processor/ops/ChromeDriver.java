package io.wasettings.processor.ops;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process that speaks WebDriver for Chromium, on a port of its own. */
record ChromeDriver(Process process, String url) implements AutoCloseable {

    static final Path EXECUTABLE = Path.of("/usr/bin/chromedriver");

    /**
     * The driver has the system choose a port of IPv6, takes the same one of IPv4, and ends if somebody has that:
     * beside many connections of other tests it needs another go now and then.
     */
    private static final int ATTEMPTS = 10;

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

    static ChromeDriver start(Duration patience) throws IOException {
        Path output = Files.createTempFile("chromedriver", ".log");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Process process = new ProcessBuilder(EXECUTABLE.toString(), "--port=0")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await().atMost(patience).until(() -> port(output).find() || !process.isAlive());
            Matcher port = port(output);
            if (port.find()) {
                return new ChromeDriver(process, "http://127.0.0.1:" + port.group(1));
            }
        }
        throw new IllegalStateException(
                EXECUTABLE + " ended " + ATTEMPTS + " times, at last with:\n" + Files.readString(output));
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static Matcher port(Path output) throws IOException {
        return PORT.matcher(Files.readString(output));
    }
}
