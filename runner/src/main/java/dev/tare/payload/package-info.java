/** What runs in the pods: builds its image, and reads what it prints (benchmarks/PROTOCOL.md). */
@NullMarked
package dev.tare.payload;

import org.jspecify.annotations.NullMarked;
