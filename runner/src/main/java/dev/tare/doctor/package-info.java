/** What a machine can run and why not, each finding with its remedy. */
@NullMarked
package dev.tare.doctor;

import org.jspecify.annotations.NullMarked;
