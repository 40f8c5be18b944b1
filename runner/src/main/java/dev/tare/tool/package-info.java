/** Reads what other people's tools print; nothing in it is trusted. */
@NullMarked
package dev.tare.tool;

import org.jspecify.annotations.NullMarked;
