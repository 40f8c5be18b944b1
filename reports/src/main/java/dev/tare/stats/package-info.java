/** Small pure functions, each with its source. */
@NullMarked
package dev.tare.stats;

import org.jspecify.annotations.NullMarked;
