@NullMarked
package dev.tare.chart;

import org.jspecify.annotations.NullMarked;
