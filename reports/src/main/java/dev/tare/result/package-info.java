/** What was observed, and the run folder that holds it. */
@NullMarked
package dev.tare.result;

import org.jspecify.annotations.NullMarked;
