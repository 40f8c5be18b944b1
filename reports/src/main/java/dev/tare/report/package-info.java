/** Reports: one HTML page, pictures, and a table for the terminal, all drawn from a comparison. */
@NullMarked
package dev.tare.report;

import org.jspecify.annotations.NullMarked;
