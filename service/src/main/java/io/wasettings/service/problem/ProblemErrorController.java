package io.wasettings.service.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what the servlet container would show its error page for, such as a request that a filter refused. */
@RestController
final class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        // Both attributes are absent when a client asks for this path itself.
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return ProblemResponses.entity(
                Problem.of(status instanceof Integer code ? ProblemType.ofStatus(code) : ProblemType.NOT_FOUND),
                path instanceof String uri ? uri : request.getRequestURI());
    }
}
