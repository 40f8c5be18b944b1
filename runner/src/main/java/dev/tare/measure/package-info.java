/** From what was observed to numbers: pure functions of a trial's result. */
@NullMarked
package dev.tare.measure;

import org.jspecify.annotations.NullMarked;
