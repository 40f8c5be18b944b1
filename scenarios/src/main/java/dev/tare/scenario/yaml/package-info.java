/** YAML read strictly: every value knows where it stands, and every problem is collected. */
@NullMarked
package dev.tare.scenario.yaml;

import org.jspecify.annotations.NullMarked;
