/** Pods on a Kubernetes cluster, through its API server. */
@NullMarked
package dev.tare.target.kubernetes;

import org.jspecify.annotations.NullMarked;
