/* holes.h - sentences with numbered holes, whichever table they stand in: text.h says what the
 * holes look like. */
#pragma once

#include "base/base.h"

enum { TEXT_HOLES_MAX = 8 };

/* Ends the list of what fills the holes; a hole beyond it stays empty. */
#define TEXT_FILLED ((str){NULL, -1})

/* The sentence with its holes filled, in `a`. */
str text_put(struct arena *a, enum lang lang, str sentence, const str *fill);
/* Bit i is set when hole i is used. */
u32 text_holes(str sentence);
