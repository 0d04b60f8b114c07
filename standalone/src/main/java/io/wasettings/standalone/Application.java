package io.wasettings.standalone;

import io.wasettings.standalone.log.ApplicationLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One of the applications as a part of this JVM, which decides when it stops. */
final class Application implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String name;
    private final ConfigurableApplicationContext context;

    private Application(String name, ConfigurableApplicationContext context) {
        this.name = name;
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param name the name that its lines have in the log
     * @param wiring properties that connect the parts, and that nothing overrides
     * @param arguments the command line
     * @throws NotStartedException when it does not start, after it has said why
     */
    static Application start(
            String name, SpringApplicationBuilder builder, Map<String, Object> wiring, String... arguments) {
        SpringApplicationBuilder part = builder.bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("standalone", wiring)));
        try {
            return new Application(name, ApplicationLog.writtenBy(name, () -> part.run(arguments)));
        } catch (RuntimeException e) {
            throw new NotStartedException();
        }
    }

    /** Waits until it is ready to take requests in, or until that time is over: then it says so itself. */
    Application awaitReady(Duration patience) {
        HealthEndpoint health = context.getBean(HealthEndpoint.class);
        long end = System.nanoTime() + patience.toNanos();
        while (!isReady(health) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return this;
    }

    private static boolean isReady(HealthEndpoint health) {
        HealthDescriptor readiness = health.healthForPath("readiness");
        return readiness != null && readiness.getStatus().equals(Status.UP);
    }

    /** The base URL of its server. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        ApplicationLog.writtenBy(name, () -> {
            context.close();
            return name;
        });
    }
}
