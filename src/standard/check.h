/* check.h - what the words of a standard mean together: every problem, with its place and
 * what to do. An error is something the judge could not work with (a stage nobody can
 * reach), a warning something that will hurt (no way to say "no decision"), a note a
 * matter of style (a stage named after what the seller does). Changes nothing; cost: a few
 * passes, and milestones squared. The codes are listed in docs/standard.md. */
#pragma once

#include "standard/standard.h"

/* Adds the problems of `s`, which standard_read made, with or without errors: what could
 * not be read is not judged twice. */
void standard_check(const struct standard *s, struct diags *d);

/* Adds the problems of `now` as the version that follows `before`: every id that is gone
 * must be mapped, every milestone that is new must say what deals in flight owe. */
void standard_check_change(const struct standard *before, const struct standard *now,
                           struct diags *d);
