package io.wasettings.standalone;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One of the applications as a part of this JVM, which decides when it stops. */
final class Application implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Application(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param wiring properties that connect the parts, and that nothing overrides
     * @param arguments the command line
     * @throws NotStartedException when it does not start, after it has said why
     */
    static Application start(SpringApplicationBuilder builder, Map<String, Object> wiring, String... arguments) {
        SpringApplicationBuilder part = builder.bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("standalone", wiring)));
        try {
            return new Application(part.run(arguments));
        } catch (RuntimeException e) {
            throw new NotStartedException();
        }
    }

    /** The base URL of its server. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
