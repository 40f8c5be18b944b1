@NullMarked
package dev.tare.report;

import org.jspecify.annotations.NullMarked;
