/* check_words.h - what a title talks about, in English and French: the buyer, what the
 * seller does, a hand-off inside the company; and whether two titles say the same. */
#pragma once

#include "standard/words.h"

enum title_kind {
    TITLE_FINE,
    TITLE_SELLER,   /* "Demo", "Devis envoyé": what we do */
    TITLE_INTERNAL, /* "MQL", "Passation": inside our company */
    TITLE_FORECAST, /* "Best case": how sure we feel */
    TITLE_NUMBER,   /* "R1", "Step 2" */
};
/* Of one text. A text that names the buyer is fine, whatever else it says. */
enum title_kind title_kind_of(struct arena *scratch, str text);

/* Shared words over all words, without articles and endings, of the language in which the
 * two are most alike: 1 is the same, 0 nothing in common. */
f64 title_overlap(struct arena *scratch, const struct words *a, const struct words *b);
