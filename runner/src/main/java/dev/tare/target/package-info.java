/** Where trials run. */
@NullMarked
package dev.tare.target;

import org.jspecify.annotations.NullMarked;
