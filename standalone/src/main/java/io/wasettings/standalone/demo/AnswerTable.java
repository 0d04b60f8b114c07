package io.wasettings.standalone.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints answers in columns. */
final class AnswerTable {

    private static final String ROW = "  %-32s %-5s %-8s %s%n";

    private AnswerTable() {}

    static void print(List<DemoAnswer> answers, PrintStream out) {
        out.printf(ROW, "REQUEST", "HTTP", "ANSWER", "SAYS");
        for (DemoAnswer answer : answers) {
            List<String> lines = answer.lines().isEmpty() ? List.of("") : answer.lines();
            out.printf(ROW, answer.request(), answer.status(), answer.code(), lines.get(0));
            lines.stream().skip(1).forEach(line -> out.printf(ROW, "", "", "", line));
        }
    }
}
