/** The JMH benchmarks and how they are run. */
@NullMarked
package dev.tare.bench.suite;

import org.jspecify.annotations.NullMarked;
