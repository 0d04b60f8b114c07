package io.wasettings.benchmarks.world;

import io.wasettings.testkit.TestStore;

/** The store as a program: a mongod where there is one, else the embedded server. */
final class StoreProgram {

    static final String READY = "store is ready at ";

    private StoreProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        System.out.println(READY + TestStore.uri());
        Thread.currentThread().join();
    }
}
