/* import_plan.h - the files together: which are the deals, which join with them, and what the
 * columns of each mean. After it every sheet has its role, and every question is asked. */
#pragma once

#include "exchange/import_files.h"

void import_plan(struct import_run *run);
