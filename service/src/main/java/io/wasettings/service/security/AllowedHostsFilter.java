package io.wasettings.service.security;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import io.wasettings.service.startup.MisconfigurationException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 421 (RFC 9110 section 15.5.20) to requests for hosts that are not allowed. Looks at the field as received,
 * not as changed by {@code X-Forwarded-Host}, which a page can set.
 *
 * <p>Health is answered for every host: probes call a pod by its address, which nobody knows beforehand, and health
 * changes nothing and tells strangers only what is up.
 */
public final class AllowedHostsFilter extends OncePerRequestFilter {

    /** As received: no probe writes the path in another way, which may lead elsewhere. */
    private static final Pattern HEALTH = Pattern.compile("/actuator/health(?:/[A-Za-z0-9_-]++)*+");

    private final AllowedHosts hosts;
    private final String property;

    private AllowedHostsFilter(AllowedHosts hosts, String property) {
        this.hosts = hosts;
        this.property = property;
    }

    /**
     * The filter, before all that might look at the request.
     *
     * @param property the property that configures the hosts, named in refusals
     * @param configured its value
     * @param address what the port listens on; null for all interfaces
     * @throws MisconfigurationException if one of the hosts is none
     */
    public static FilterRegistrationBean<AllowedHostsFilter> first(
            String property, List<String> configured, @Nullable InetAddress address) {
        FilterRegistrationBean<AllowedHostsFilter> registration =
                new FilterRegistrationBean<>(new AllowedHostsFilter(hosts(property, configured, address), property));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    private static AllowedHosts hosts(String property, List<String> configured, @Nullable InetAddress address) {
        try {
            return AllowedHosts.of(configured, address);
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException("Correct " + property + ": " + e.getMessage());
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return HEALTH.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hosts.allow(request.getHeader(HttpHeaders.HOST))) {
            chain.doFilter(request, response);
        } else {
            ProblemResponses.write(
                    Problem.of(
                            ProblemType.MISDIRECTED,
                            "Address the service by its own name; its operators allow more of them in " + property
                                    + "."),
                    request,
                    response);
        }
    }
}
