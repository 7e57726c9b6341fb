#include "report/screen.h"

#include <math.h>

enum { RATE_CHARS = 44, BAR_MIN = 10, BAR_MAX = 34, LABEL = 34 };

void screen_text(struct screen *s, str words)
{
    term_paragraph(&s->t, 2, (str){0}, TERM_PLAIN, words);
}

void screen_note(struct screen *s, str note)
{
    term_paragraph(&s->t, 2, (str){0}, TERM_DIM, note);
}

void screen_fact(struct screen *s, str label, str value)
{
    i32 at = (i32)i64_min(LABEL, s->t.columns / 2);
    str mark = str_fmt(s->t.a, "  %.*s", STR_ARG(label));
    if (utf8_width(mark) + 2 > at) {
        screen_text(s, label);
        mark = (str){0};
    }
    term_paragraph(&s->t, at, mark, TERM_PLAIN, value);
}

static void bar_line(struct screen *s, f64 low, f64 high, enum term_style style, str rate)
{
    i64 room = s->t.columns - 2 - 2 - i64_max(RATE_CHARS, utf8_width(rate));
    if (room < BAR_MIN) {
        term_paragraph(&s->t, 4, (str){0}, TERM_PLAIN, rate);
        return;
    }
    buf_put(s->t.out, S("  "));
    term_bar(&s->t, (i32)i64_min(room, BAR_MAX), low, high, style);
    buf_put(s->t.out, S("  "));
    buf_put(s->t.out, rate);
    term_blank(&s->t);
}

void screen_rate(struct screen *s, str label, struct rate r, enum term_style style)
{
    screen_text(s, label);
    if (r.standing == STANDING_MEASURED)
        bar_line(s, r.low, r.high, style, phrase_rate(&s->p, r));
    else
        term_paragraph(&s->t, 4, (str){0}, TERM_CARE, phrase_rate(&s->p, r));
}

static void rate_or_why(struct screen *s, str label, struct rate r, enum subject subject,
                        enum term_style style)
{
    if (r.standing != STANDING_CANNOT_SAY) {
        screen_rate(s, label, r, style);
        return;
    }
    screen_text(s, label);
    term_paragraph(&s->t, 4, (str){0}, TERM_CARE, phrase_why_not(&s->p, subject));
}

static str file_list(struct screen *s)
{
    const struct import_report *import = s->report->import;
    str list = {0};
    for (i64 i = 0; i < import->files.n && i < 4; i++) {
        str name = phrase_file(&s->p, i);
        list = i ? str_fmt(s->t.a, "%.*s, %.*s", STR_ARG(list), STR_ARG(name)) : name;
    }
    i64 more = import->files.n - 4;
    if (more > 0)
        list = str_fmt(s->t.a, "%.*s, %.*s", STR_ARG(list),
                       STR_ARG(say(s, TEXT_AND_MORE, phrase_whole(&s->p, more))));
    return list;
}

static void print_head(struct screen *s)
{
    const struct answers *a = s->answers;
    enum lang lang = s->report->lang;
    term_styled(&s->t, TERM_BOLD, say(s, TEXT_TITLE));
    term_blank(&s->t);
    str deals = phrase_whole(&s->p, a->outcomes.deals);
    bool dated = a->first_ms != TIME_NONE && a->last_ms != TIME_NONE;
    str line = dated ? say(s, TEXT_HEAD_DEALS, deals, number_date(s->t.a, lang, a->first_ms),
                           number_date(s->t.a, lang, a->last_ms))
                     : say(s, TEXT_HEAD_DEALS_ONLY, deals);
    term_paragraph(&s->t, 0, (str){0}, TERM_PLAIN, line);
    term_paragraph(&s->t, 0, (str){0}, TERM_DIM, say(s, TEXT_HEAD_FILES, file_list(s)));
    if (a->as_of_ms != TIME_NONE)
        term_paragraph(&s->t, 0, (str){0}, TERM_DIM,
                       say(s, TEXT_HEAD_AS_OF, number_date(s->t.a, lang, a->as_of_ms)));
}

static void print_cohort(struct screen *s)
{
    const struct cohort_rate *c = &s->answers->cohort;
    str label = say(s, TEXT_WON_BY_DAY, phrase_whole(&s->p, c->horizon_days));
    if (c->rate.standing != STANDING_MEASURED) {
        rate_or_why(s, say(s, TEXT_SUBJECT + SUBJECT_WIN_RATE_COHORT), c->rate,
                    SUBJECT_WIN_RATE_COHORT, TERM_ACCENT);
        return;
    }
    enum lang lang = s->report->lang;
    screen_text(s, label);
    str rate = say(s, TEXT_COHORT_RATE, phrase_whole(&s->p, c->rate.numerator),
                   phrase_whole(&s->p, c->rate.denominator), phrase_percent(&s->p, c->rate.value),
                   number_percent_bare(s->t.a, lang, c->rate.low),
                   number_percent_bare(s->t.a, lang, c->rate.high));
    bar_line(s, c->rate.low, c->rate.high, TERM_ACCENT, rate);
}

static void print_sell(struct screen *s)
{
    const struct closed_rates *r = &s->answers->rates;
    term_heading(&s->t, say(s, TEXT_Q_SELL));
    print_cohort(s);
    rate_or_why(s, say(s, TEXT_CLOSED_NARROW), r->win_narrow, SUBJECT_WIN_RATE_CLOSED, TERM_ACCENT);
    /* without no-decision on record it would be the narrow one under another name */
    if (r->no_decision.standing != STANDING_CANNOT_SAY)
        rate_or_why(s, say(s, TEXT_CLOSED_BROAD), r->win_broad, SUBJECT_NO_DECISION, TERM_ACCENT);
    rate_or_why(s, say(s, TEXT_NO_DECISION_RATE), r->no_decision, SUBJECT_NO_DECISION, TERM_CARE);
}

/* "● Random ── ◐ Informal ── ○ Formal ── ○ Dynamic" */
static void print_ladder(struct screen *s)
{
    const struct assessment *k = &s->answers->assessment;
    bool decided = k->state == ASSESSMENT_DECIDED, known = k->state != ASSESSMENT_CANNOT_SAY;
    bool narrow = s->t.columns < 60; /* one under the other */
    buf_put(s->t.out, S("  "));
    for (i32 i = 0; i < KIND_COUNT; i++) {
        bool here = known && (decided ? i == (i32)k->kind : i >= (i32)k->low && i <= (i32)k->high);
        str mark = !here ? S("○ ") : decided ? S("● ") : S("◐ ");
        if (i)
            term_styled(&s->t, TERM_DIM, narrow ? S("\n  ") : S(" ── "));
        str word = say(s, TEXT_KIND + i);
        term_styled(&s->t, here ? TERM_ACCENT : TERM_DIM,
                    str_fmt(s->t.a, "%.*s%.*s", STR_ARG(mark), STR_ARG(word)));
    }
    term_blank(&s->t);
}

static void print_kind(struct screen *s)
{
    const struct assessment *k = &s->answers->assessment;
    term_heading(&s->t, say(s, TEXT_Q_KIND));
    print_ladder(s);
    screen_text(s, phrase_kind(&s->p));
    str missing = phrase_missing(&s->p, 4), lift = phrase_lift(&s->p, 3);
    if (missing.n)
        screen_text(s, say(s, TEXT_KIND_MISSING, missing));
    if (lift.n && k->kind < KIND_DYNAMIC)
        screen_text(s, say(s, TEXT_KIND_NEXT, say(s, TEXT_KIND + k->kind + 1), lift));
}

static str cost_of(struct screen *s, i64 deals, i64 minor)
{
    str count = phrase_whole(&s->p, deals);
    return minor > 0 ? say(s, TEXT_COST_DEALS_WORTH, count, phrase_money(&s->p, minor))
                     : say(s, TEXT_COST_DEALS, count);
}

static void print_cost(struct screen *s)
{
    const struct answers *a = s->answers;
    const struct won_value *v = &a->won_value;
    term_heading(&s->t, say(s, TEXT_Q_COST));
    screen_fact(s, say(s, TEXT_COST_WON), cost_of(s, a->outcomes.won, v->won_minor));
    screen_fact(s, say(s, TEXT_COST_LOST), cost_of(s, a->outcomes.lost, v->lost_minor));
    bool undecided_seen = a->rates.no_decision.standing != STANDING_CANNOT_SAY;
    screen_fact(s, say(s, TEXT_COST_NO_DECISION),
                undecided_seen ? cost_of(s, a->outcomes.no_decision, phrase_undecided_minor(&s->p))
                               : phrase_why_not(&s->p, SUBJECT_NO_DECISION));
    const struct slippage *slip = &a->slippage;
    str pushed = phrase_why_not(&s->p, SUBJECT_SLIPPAGE);
    if (slip->standing != STANDING_CANNOT_SAY)
        pushed = phrase_rate(&s->p, slip->pushed);
    if (slip->standing == STANDING_MEASURED && slip->days_slipped.n)
        pushed = say(s, TEXT_COST_SLIPPED, pushed, phrase_days(&s->p, slip->days_slipped.median));
    screen_fact(s, say(s, TEXT_COST_SLIP), pushed);
    if (a->outcomes.lost && v->won_minor > 0 && v->lost_minor == 0)
        screen_note(s, say(s, TEXT_COST_WITHOUT_AMOUNT));
}

static void print_findings(struct screen *s)
{
    str findings[PHRASE_FINDINGS_MAX];
    i32 n = phrase_findings(&s->p, findings);
    if (!n)
        return;
    term_heading(&s->t, say(s, TEXT_Q_FOUND));
    for (i32 i = 0; i < n; i++)
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, findings[i]);
}

static struct screen open_screen(struct buf *out, struct arena *a, const struct report *report,
                                 const struct terminal_options *options)
{
    struct screen s = {.p = {a, report}, .report = report, .answers = report->answers};
    term_init(&s.t, out, a, options->columns, options->color);
    return s;
}

void terminal_report(struct buf *out, struct arena *a, const struct report *report,
                     const struct terminal_options *options)
{
    struct screen s = open_screen(out, a, report, options);
    print_head(&s);
    term_blank(&s.t);
    term_paragraph(&s.t, 0, (str){0}, TERM_PLAIN, phrase_summary(&s.p));
    print_sell(&s);
    print_kind(&s);
    print_cost(&s);
    print_findings(&s);
    screen_outcomes(&s);
    screen_time(&s);
    screen_funnel(&s);
    screen_process(&s);
    screen_groups(&s);
    screen_season(&s);
    screen_concentration(&s);
    screen_pipeline(&s);
    screen_adherence(&s);
    screen_kind(&s);
    screen_cannot_say(&s);
    screen_warnings(&s);
    screen_data(&s);
}
