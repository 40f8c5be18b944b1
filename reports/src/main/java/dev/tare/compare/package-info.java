/** What a run shows: every number of a report, computed once. */
@NullMarked
package dev.tare.compare;

import org.jspecify.annotations.NullMarked;
