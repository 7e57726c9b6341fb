/* show_part.h - what the files show*.c share: the sheet, the reader's language, and the
 * small words of a standard in it. Private to them. */
#pragma once

#include "report/show.h"
#include "report/text_standard.h"

struct show {
    struct sheet sheet;
    struct arena *a;
    enum lang lang;
    const struct standard *standard;
};

enum {
    SHOW_TITLE_MAX = 300, /* columns of a title; the rest is "…" */
    SHOW_LIST_BYTES_MAX = 16 << 10,
};

/* say(w, SHOWN_X, one, two…): a sentence of text_standard.c */
#define say(w, id, ...) shown((w)->a, (w)->lang, (id)__VA_OPT__(, ) __VA_ARGS__)

str show_words(const struct show *w, const struct words *words);
/* The title in the reader's language, else the id. */
str show_title(const struct show *w, const struct words *title, str id);
str show_stage(const struct show *w, i64 stage);
str show_department(const struct show *w, i64 department);
str show_field(const struct show *w, i64 field);
/* "10 days", "13 weeks", "4 working hours" */
str show_span(const struct show *w, const struct span *span);
/* `text` with its first letter capital. */
str show_capital(const struct show *w, str text);
str show_condition(const struct show *w, str when);

/* "A, B and C", "A, B or C": one text after the other. */
struct show_list {
    str text, last;
    i64 n;
    bool full; /* the rest is "…" */
};
void show_add(const struct show *w, struct show_list *list, str text);
str show_joined(const struct show *w, const struct show_list *list, enum shown_id link);
/* "a · b · c" */
str show_dotted(const struct show *w, str before, str text);

/* The parts, in order; each writes nothing when it has nothing to say. */
void show_head(struct show *w);
void show_path(struct show *w);
void show_personas(struct show *w);
void show_stages(struct show *w);
void show_handoffs(struct show *w);
void show_outcomes(struct show *w);
void show_indicators(struct show *w);
void show_fields(struct show *w);
void show_keeping(struct show *w);
void show_changes(struct show *w);
