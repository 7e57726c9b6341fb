/* Titles in one language while others have two: one note each, so that a reader in the
 * other language knows what waits for a translation. */
#include "standard/check_part.h"

static const char *const languages[] = {"en", "fr"};
static const char *const names[] = {MESSAGE("English"), MESSAGE("French")};

/* Calls visit(context, title, place) for every title a user of a deal reads. */
static void each_title(const struct standard *s,
                       void (*visit)(void *, const struct words *, struct place), void *context)
{
    visit(context, &s->title, s->process_at);
#define EACH(part)                                                                                 \
    for (i64 i = 0; i < s->part.n; i++)                                                            \
        visit(context, &s->part.v[i].title, s->part.v[i].at);
    EACH(departments)
    EACH(personas)
    EACH(fields)
    EACH(stages)
    EACH(milestones)
    EACH(plays)
    EACH(handoffs)
    EACH(outcomes)
    EACH(indicators)
#undef EACH
    for (i64 i = 0; i < s->outcomes.n; i++)
        for (i64 k = 0; k < s->outcomes.v[i].reasons.n; k++)
            visit(context, &s->outcomes.v[i].reasons.v[k].title, s->outcomes.v[i].reasons.v[k].at);
    for (i64 i = 0; i < s->handoffs.n; i++)
        for (i64 k = 0; k < s->handoffs.v[i].return_reasons.n; k++)
            visit(context, &s->handoffs.v[i].return_reasons.v[k].title,
                  s->handoffs.v[i].return_reasons.v[k].at);
}

static bool has_language(const struct words *w, str lang)
{
    for (i64 i = 0; i < w->list.n; i++)
        if (str_eq(w->list.v[i].lang, lang))
            return true;
    return false;
}

static void count_bilingual(void *context, const struct words *title, struct place at)
{
    (void)at;
    *(i64 *)context += title->list.n > 1;
}

static void report_missing(void *context, const struct words *title, struct place at)
{
    struct diags *d = context;
    if (title->list.n == 0 || (title->list.n == 1 && title->list.v[0].lang.n == 0))
        return; /* one text is meant for everybody: a name, a figure */
    for (i64 i = 0; i < LENGTH(languages); i++)
        if (!has_language(title, str_c(languages[i])))
            check_say(d, DIAG_NOTE, "missing-language", at,
                      message_fmt(d->arena, "this title is missing in %s", message(names[i])),
                      "readers in that language will see the other one");
}

void check_languages(const struct standard *s, struct diags *d)
{
    i64 bilingual = 0;
    each_title(s, count_bilingual, &bilingual);
    if (bilingual)
        each_title(s, report_missing, d);
    else if (s->process_at.line)
        check_say(d, DIAG_NOTE, "one-language", s->process_at, S("all titles are in one language"),
                  "write {en: …, fr: …} where people of both languages work");
}
