/* child.h - platform->child_run of the machine: its own file. Used by platform.c only. */
#pragma once

#include "base/platform.h"

i64 child_run_system(void *self, struct platform_child *child);
