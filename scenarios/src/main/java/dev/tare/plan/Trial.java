package dev.tare.plan;

import dev.tare.scenario.Case;
import dev.tare.scenario.Limits;
import dev.tare.scenario.RuntimeSpec;
import java.util.Optional;

/**
 * One runtime × workload × round, with all its pods.
 *
 * @param id {@code r01.<workload>.<runtime>}, unique in the plan and usable as a file name; a
 *     matrix variant reads {@code r01.serial.memory-1gi.runc}, a twin {@code r01.serial.runc.aa}
 * @param round from 1
 * @param position in the whole plan, from 0
 * @param node the whole round's node, wherever all runtimes have one in common
 * @param peer the runtime of the second pod, where that is not the same
 * @param peerNode the node of the second pod, which is {@code node} unless the workload wants
 *     another one
 * @param warmups unmeasured pods that run before it
 * @param seed of whatever it draws by lot; the same for all runtimes of a round and workload, so
 *     that they meet the same
 */
public record Trial(
    String id,
    int round,
    int position,
    String node,
    RuntimeSpec runtime,
    Case workload,
    Optional<RuntimeSpec> peer,
    String peerNode,
    int warmups,
    Limits limits,
    long seed) {}
