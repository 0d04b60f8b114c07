/**
 * JMH benchmarks of what a command does by itself, without broker, store or partner: {@code benchmarks/run --micro}.
 */
@NullMarked
package io.wasettings.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
