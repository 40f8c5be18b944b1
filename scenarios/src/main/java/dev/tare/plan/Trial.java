package dev.tare.plan;

import dev.tare.scenario.Case;
import dev.tare.scenario.Limits;
import dev.tare.scenario.RuntimeSpec;

/**
 * One runtime × workload × round, with all its pods.
 *
 * @param id {@code r01.<workload>.<runtime>}, unique in the plan and usable as a file name; a
 *     matrix variant reads {@code r01.serial.memory-1gi.runc}, a twin {@code r01.serial.runc.aa}
 * @param round from 1
 * @param position in the whole plan, from 0
 * @param node the node that the whole round shares
 * @param warmups unmeasured pods that run before it
 */
public record Trial(
    String id,
    int round,
    int position,
    String node,
    RuntimeSpec runtime,
    Case workload,
    int warmups,
    Limits limits) {}
