/** Charts: each is laid out once and drawn as PNG and as SVG. Nothing is computed here. */
@NullMarked
package dev.tare.chart;

import org.jspecify.annotations.NullMarked;
