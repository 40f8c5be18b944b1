/** Pods straight through the Container Runtime Interface of one node. */
@NullMarked
package dev.tare.target.cri;

import org.jspecify.annotations.NullMarked;
