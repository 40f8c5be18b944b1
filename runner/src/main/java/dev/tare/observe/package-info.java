/** What a node shows of the sandboxes that run on it. */
@NullMarked
package dev.tare.observe;

import org.jspecify.annotations.NullMarked;
