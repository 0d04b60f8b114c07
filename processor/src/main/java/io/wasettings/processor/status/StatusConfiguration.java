package io.wasettings.processor.status;

import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.trace.Traces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    StatusPublisher statusPublisher(ReliableSender sender, TopicProperties topics, Traces traces) {
        return new StatusPublisher(sender, topics.status(), traces);
    }
}
