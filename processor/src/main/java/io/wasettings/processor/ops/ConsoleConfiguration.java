package io.wasettings.processor.ops;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves the console's page, style and script, from a folder that no other application on the class path has. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    /** Where the console is. */
    static final String PATH = "/console/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PATH + "lib/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/lit-html/"
                        + new WebJarVersionLocator().version("lit-html") + "/");
        registry.addResourceHandler(PATH + "**")
                .addResourceLocations("classpath:/io/wasettings/processor/ops/console/");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", PATH);
        registry.addRedirectViewController("/console", PATH);
        registry.addViewController(PATH).setViewName("forward:" + PATH + "index.html");
    }
}
