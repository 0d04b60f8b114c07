package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts that everything is built and started with. */
class WrapperTest {

    @Test
    void a_java_home_without_a_jdk_is_said_in_one_line() {
        assumeTrue(Tool.isInstalled("sh"), "sh is not installed");

        Tool.Run run = Tool.run(Repository.ROOT, Map.of("JAVA_HOME", "/nowhere"), List.of("sh", "mvnw", "-v"));

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.output()).hasLineCount(1).startsWith("JAVA_HOME is /nowhere, where no JDK is");
    }

    @Test
    void the_script_for_windows_says_the_same_before_it_looks_for_maven() {
        String script = Repository.read("mvnw.cmd");

        assertThat(script).containsSubsequence("JAVA_HOME is $env:JAVA_HOME, where no JDK is", "# apply MVNW_REPOURL");
    }
}
