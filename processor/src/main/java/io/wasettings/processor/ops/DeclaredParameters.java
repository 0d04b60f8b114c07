package io.wasettings.processor.ops;

import io.wasettings.service.problem.KnownParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds every query to the parameters that its handler declares, each once: what nobody reads would be passed over, as
 * {@code dry_run} is where only the body says so.
 */
final class DeclaredParameters implements HandlerInterceptor {

    private static final Set<String> FILTERS = Set.copyOf(filters().toList());

    /** @throws OpsException naming a parameter that is none of the handler's, or is there twice, or a blank filter */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What OPTIONS is answered by declares nothing, whatever the path takes.
        if (handler instanceof HandlerMethod method && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            KnownParameters.fault(declared(method), request.getParameterMap()).ifPresent(fault -> {
                throw OpsException.invalid(fault);
            });
            request.getParameterMap().forEach((name, values) -> {
                if (FILTERS.contains(name)) {
                    Parameters.requireNotBlank(name, values[0]);
                }
            });
        }
        return true;
    }

    private static Set<String> declared(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(DeclaredParameters::names)
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(MethodParameter parameter) {
        if (parameter.getParameterType() == CommandQuery.class) {
            return filters();
        }
        return parameter.hasParameterAnnotation(RequestParam.class)
                ? Stream.of(parameter.getParameter().getName())
                : Stream.empty();
    }

    private static Stream<String> filters() {
        return Arrays.stream(CommandQuery.class.getRecordComponents()).map(RecordComponent::getName);
    }
}
