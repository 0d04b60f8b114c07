package io.wasettings.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Allows ids of commands, which may be any text, in paths, percent-encoded: Tomcat leaves slashes and backslashes
 * encoded instead of refusing them, and the firewall accepts these, semicolons and percent signs below one prefix.
 * Anything unencoded there, and all other paths, are checked as strictly as ever.
 */
public final class IdsInPaths implements HttpFirewall, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String LEFT_ENCODED = EncodedSolidusHandling.PASS_THROUGH.getValue();

    private final String prefix;
    private final HttpFirewall strict = firewall();
    private final HttpFirewall takingIds = takingIds();

    /** @param prefix what comes before the id in the path, with a slash at its end */
    public IdsInPaths(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(LEFT_ENCODED);
            connector.setEncodedReverseSolidusHandling(LEFT_ENCODED);
        });
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean asWritten = Stream.of(";", "\\", "//").noneMatch(path::contains);
        return (asWritten && path.startsWith(prefix) ? takingIds : strict).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }

    /**
     * Checks paths only. Unknown methods are left to Spring MVC, which names the allowed ones. The firewall would
     * refuse parameters and header values only when they are read, which is too late to answer, and would quote them in
     * its exception; whatever reads them says what is wrong with them.
     */
    private static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    private static HttpFirewall takingIds() {
        StrictHttpFirewall firewall = firewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        return firewall;
    }
}
