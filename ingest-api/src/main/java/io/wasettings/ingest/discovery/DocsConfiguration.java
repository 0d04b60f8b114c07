package io.wasettings.ingest.discovery;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves the browsable page of the contracts, with all that it needs: no other server is asked for anything. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration implements WebMvcConfigurer {

    private static final String SWAGGER_UI = "swagger-ui";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PublicDocuments.PAGE + "lib/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/" + SWAGGER_UI + "/"
                        + new WebJarVersionLocator().version(SWAGGER_UI) + "/");
        registry.addResourceHandler(PublicDocuments.PAGE + "**")
                .addResourceLocations("classpath:/io/wasettings/ingest/discovery/docs/");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/docs", PublicDocuments.PAGE);
        registry.addViewController(PublicDocuments.PAGE).setViewName("forward:" + PublicDocuments.PAGE + "index.html");
    }
}
