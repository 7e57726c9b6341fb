/* fold.h - text as people mean it: letter case, accents, blanks, punctuation and emoji do
 * not matter. Latin letters lose their accents (é e, ß ss, ł l), other scripts stay as they
 * are. Pure; no table is larger than Latin Extended-A. */
#pragma once

#include "base/base.h"

enum { FOLD_KEY_MAX = 128 }; /* bytes of a key; longer text is cut */

struct fold_key {
    char p[FOLD_KEY_MAX];
    i64 n;
};

/* Letters and digits only: "Close Date", "close_date", "CLOSEDATE" are all "closedate". */
struct fold_key fold_key(str s);
str fold_key_str(const struct fold_key *k); /* a view of `k` */

/* Lower-case words with one blank between them: "8 - Closed/Won!" is "8 closed won". */
str fold_words(struct arena *a, str s);

/* Does the sequence of words `part` occur in `words`? Both folded. */
bool fold_has(str words, str part);

/* Blanks at both ends, the no-break ones too. */
str fold_trim(str s);
