package io.wasettings.processor.ops;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;

/** What an operator asks for is not done; the message says what to correct, or why. */
final class OpsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;

    private final transient Problem problem;

    private OpsException(ProblemType type, String message) {
        super(message);
        this.problem = Problem.of(type, message);
    }

    /** It cannot be done as it was asked. */
    static OpsException invalid(String message) {
        return new OpsException(ProblemType.BAD_REQUEST, message);
    }

    /** It is not there. */
    static OpsException missing(String message) {
        return new OpsException(ProblemType.NOT_FOUND, message);
    }

    /** It is not possible as things stand. */
    static OpsException conflict(String message) {
        return new OpsException(ProblemType.ofStatus(CONFLICT), message);
    }

    Problem problem() {
        return problem;
    }
}
