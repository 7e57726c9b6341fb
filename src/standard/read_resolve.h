/* read_resolve.h - the last step of reading: every reference gets the index of what it
 * names, or is reported as unknown and stays -1. */
#pragma once

#include "standard/standard.h"

void read_resolve(struct standard *s, struct diags *d);
