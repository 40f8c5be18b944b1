/** The command line: one class per verb. */
@NullMarked
package dev.tare.cli;

import org.jspecify.annotations.NullMarked;
