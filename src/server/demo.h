/* demo.h - a company for a first look: a formal standard, seven people, some forty deals of the
 * last months, with what the standard refused and what a manager waived. Invented (simulate/)
 * from a fixed seed; recorded as it would have been, at the moments when it happened. */
#pragma once

#include "workspace/workspace.h"

/* Makes the workspace at `path`, which does not exist yet, and closes it again. */
MUST_CHECK bool demo_make(const struct platform *p, const char *path, i64 now_ms, struct err *e);
