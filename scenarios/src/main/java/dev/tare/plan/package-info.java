/** From a scenario to the flat list of trials that answers it. */
@NullMarked
package dev.tare.plan;

import org.jspecify.annotations.NullMarked;
