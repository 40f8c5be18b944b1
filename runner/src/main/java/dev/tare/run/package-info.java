/** Carries out a plan: trial after trial, each stored before the next begins. */
@NullMarked
package dev.tare.run;

import org.jspecify.annotations.NullMarked;
