/** What is asked: scenario files and the values they become. */
@NullMarked
package dev.tare.scenario;

import org.jspecify.annotations.NullMarked;
