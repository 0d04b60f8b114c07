package io.wasettings.ingest.edge;

import io.wasettings.ingest.discovery.PublicDocuments;
import io.wasettings.ingest.limit.HeapRoom;
import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.SharedThreads;
import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeConfiguration.class);

    /** How much longer than our deadline Tomcat's own timeout is, which it measures between two bytes. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Threads that one partner's bodies, or those that nobody wants, may take: a quarter. */
    private static final int SHARE = 2;

    /**
     * Threads of their own: publishing may block the application's, and bodies that have arrived would count as too
     * late.
     */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor bodyExecutor(ThreadPoolTaskExecutorBuilder threads) {
        return threads.threadNamePrefix("body-").build();
    }

    /** What waits is bounded by the bodies on their way. */
    @Bean
    SharedThreads bodyThreads(@Qualifier("bodyExecutor") Executor bodyExecutor) {
        return new SharedThreads(bodyExecutor, SHARE, new Places(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Bean
    Leftovers leftovers(EdgeProperties properties, SharedThreads bodyThreads) {
        return new Leftovers(properties.maxReading(), bodyThreads);
    }

    @Bean
    Bodies bodies(Leftovers leftovers, EdgeProperties properties, SharedThreads bodyThreads) {
        Places places = new Places(properties.maxReading(), properties.maxReadingPerPartner());
        return new Bodies(places, leftovers, bodyThreads, properties.bodyTimeout());
    }

    @Bean
    WebMvcConfigurer readingOfBodies(Bodies bodies) {
        return new WebMvcConfigurer() {
            @Override
            public void configureAsyncSupport(AsyncSupportConfigurer async) {
                async.registerDeferredResultInterceptors(bodies);
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> deadlines(EdgeProperties properties) {
        return factory -> {
            factory.setProtocol(DeadlineProtocol.class.getName());
            factory.addEngineValves(new UnreadBodyValve());
            factory.addConnectorCustomizers(
                    connector -> limit(connector, properties), connector -> fit(connector, HeapRoom.ofThisProcess()));
        };
    }

    /** Outside all other filters, so that their measurements do not include the rest of a refused body. */
    @Bean
    FilterRegistrationBean<UnreadBodyFilter> unreadBodies(Leftovers leftovers) {
        FilterRegistrationBean<UnreadBodyFilter> registration =
                new FilterRegistrationBean<>(new UnreadBodyFilter(leftovers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<DocumentsFilter> documents() {
        FilterRegistrationBean<DocumentsFilter> registration = new FilterRegistrationBean<>(new DocumentsFilter());
        registration.addUrlPatterns(PublicDocuments.contractsForServlets());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    FilterRegistrationBean<WholeAnswerFilter> wholeAnswers() {
        FilterRegistrationBean<WholeAnswerFilter> registration = new FilterRegistrationBean<>(new WholeAnswerFilter());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    private static void limit(Connector connector, EdgeProperties properties) {
        if (connector.getProtocolHandler() instanceof DeadlineProtocol protocol) {
            protocol.setConnectionTimeout(
                    Math.toIntExact(properties.headTimeout().toMillis()));
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout(
                    Math.toIntExact(properties.bodyTimeout().plus(MARGIN).toMillis()));
        }
    }

    static void fit(Connector connector, HeapRoom room) {
        if (connector.getProtocolHandler() instanceof DeadlineProtocol protocol) {
            int configured = protocol.getMaxConnections();
            int fitting = room.connections(configured);
            if (fitting < configured) {
                LogLine.info(LOG, "connections_limited")
                        .with("connections", fitting)
                        .with("hint", "a larger heap has room for all of server.tomcat.max-connections")
                        .write();
                protocol.setMaxConnections(fitting);
            }
        }
    }
}
