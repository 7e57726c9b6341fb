/* read.h - from the text of a YAML file to a struct standard. Every problem is reported
 * with its place; reading goes on past it, so that one run shows all of them. What the
 * words mean together (a stage nobody can reach, a milestone nobody can know) is check.h's
 * business. Cost: one pass over the file. The result is never changed afterwards. */
#pragma once

#include "standard/standard.h"

/* Reads `source`, called `file` in messages, into `s`; all of it lives in `a`. False when
 * `d` got an error; `s` then still holds what could be read, with unknown references -1.
 * Limits: those of format/yaml.h and standard.h. */
MUST_CHECK bool standard_read(struct standard *s, struct arena *a, str file, str source,
                              struct diags *d);
