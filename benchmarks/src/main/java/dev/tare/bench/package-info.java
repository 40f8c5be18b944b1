/** What runs in a pod: prints its result as lines, knows nothing of the harness. */
@NullMarked
package dev.tare.bench;

import org.jspecify.annotations.NullMarked;
