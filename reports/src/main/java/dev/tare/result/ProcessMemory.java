package dev.tare.result;

/**
 * One process from {@code /proc/<pid>/smaps_rollup}, in bytes.
 *
 * @param component what it is to the sandbox
 * @param cgroup its memory cgroup, so that what lies outside the pod's can be told
 * @param hugetlb Private_Hugetlb and Shared_Hugetlb, which PSS leaves out
 */
public record ProcessMemory(
    int pid,
    Component component,
    String command,
    String cgroup,
    long pss,
    long anon,
    long file,
    long shmem,
    long hugetlb) {}
