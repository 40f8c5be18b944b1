/** The observer of a node: what it serves there, how the harness talks to it, how it gets there. */
@NullMarked
package dev.tare.target.kubernetes.observer;

import org.jspecify.annotations.NullMarked;
