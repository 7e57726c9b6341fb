/* words.h - words of a standard: texts in several languages, and the fixed vocabulary that
 * stands in the file for the numbers of standard.h. */
#pragma once

#include "base/base.h"

/* One text in several languages; `lang` is "en", "fr"…, empty when only one was written. */
struct wording {
    str lang, text;
};
struct words {
    VEC(struct wording) list;
};
/* The text in `lang`, else in English, else the first; empty when there is none. */
str words_in(const struct words *w, str lang);
/* The same, else the id of what has no title. */
str words_or_id(const struct words *w, str lang, str id);

/* Each list is ended by NULL and in the order of its enum in standard.h. */
extern const char *const discipline_words[],
    *const grade_words[], *const confirmer_words[],
                              *const evidence_words[],
                                  *const field_type_words[],
                                      *const move_forward_words[],
                                          *const lane_words[], *const weekday_words[],
                                                                   *const meaning_words[],
                                                                       *const new_milestone_words[];
