/** What a trial does with its pods, whatever makes them. */
@NullMarked
package dev.tare.target.pods;

import org.jspecify.annotations.NullMarked;
