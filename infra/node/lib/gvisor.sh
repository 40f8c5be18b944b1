# shellcheck shell=bash
gvisor_find() { unavailable[gvisor]="not yet" unavailable[gvisor-ptrace]="not yet"; }
gvisor_config() { :; }
