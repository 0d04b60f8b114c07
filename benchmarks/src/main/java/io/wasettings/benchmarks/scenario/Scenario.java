package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.World;

/** A question about speed. */
public interface Scenario {

    /** The name by which it is asked for on the command line. */
    String name();

    /** Measures once, and adds what it found. */
    void measure(World world, Table table) throws Exception;

    /** Adds what follows from all runs. */
    default void conclude(Table table) {}
}
