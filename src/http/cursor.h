/* cursor.h - where a list goes on: text that only we can read, handed to the client and given
 * back. It carries a few bytes of ours and the question it belongs to (route, filters, sort);
 * with another question, or changed, it is refused. It grants nothing: a handler checks what
 * it finds inside as it checks any other input. */
#pragma once

#include "http/limits.h"

/* The cursor for `place` (at most HTTP_CURSOR_BYTES_MAX bytes) within `question`. */
str cursor_print(struct arena *a, u64 secret, str question, str place);

/* Gives back `place`; false when the cursor is not one of ours or answers another question. */
MUST_CHECK bool cursor_parse(struct arena *a, u64 secret, str question, str cursor, str *place);
