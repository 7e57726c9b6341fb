/* plain.h - a text as people compare it: small letters without their accents, so that "Éric"
 * stands beside "eric" and is found by either. Latin, Greek and Cyrillic letters; what else
 * there is stays as it is. Pure. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* Of at most `most` bytes, cut between letters; lives in `a`. `s` is UTF-8. */
str str_plain(struct arena *a, str s, i64 most);
