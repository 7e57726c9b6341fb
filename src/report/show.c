/* The small words, the head and the path. */
#include "report/number.h"
#include "report/show_part.h"
#include "standard/guard.h"

str show_words(const struct show *w, const struct words *words)
{
    return words_in(words, str_c(lang_code(w->lang)));
}

str show_title(const struct show *w, const struct words *title, str id)
{
    str text = show_words(w, title);
    text = text.n ? text : id;
    /* a character has at most 4 bytes: the rest need not be looked at */
    return term_cut(w->a, str_sub(text, 0, 4 * (SHOW_TITLE_MAX + 1)), SHOW_TITLE_MAX);
}

str show_stage(const struct show *w, i64 stage)
{
    const struct stage *s = &w->standard->stages.v[stage];
    return show_title(w, &s->title, s->id);
}

str show_department(const struct show *w, i64 department)
{
    const struct department *d = &w->standard->departments.v[department];
    return show_title(w, &d->title, d->id);
}

str show_field(const struct show *w, i64 field)
{
    const struct field *f = &w->standard->fields.v[field];
    return show_title(w, &f->title, f->id);
}

/* Weeks are said as weeks from two months on: "21 days", but "13 weeks". */
static bool in_weeks(const struct span *span)
{
    return !span->working && span->days >= 60 && span->days % 7 == 0;
}

str show_span(const struct show *w, const struct span *span)
{
    i64 minutes = span->ms / (60 * MS_PER_SECOND), hours = span->ms / MS_PER_HOUR;
    i64 count = in_weeks(span) ? span->days / 7
                : span->days   ? span->days
                : minutes % 60 ? minutes
                               : hours;
    enum shown_id unit = in_weeks(span)  ? SHOWN_WEEKS
                         : span->days    ? span->working ? SHOWN_WORKING_DAYS : SHOWN_DAYS
                         : minutes % 60  ? span->working ? SHOWN_WORKING_MINUTES : SHOWN_MINUTES
                         : span->working ? SHOWN_WORKING_HOURS
                                         : SHOWN_SPAN_HOURS;
    return say(w, unit, number_whole(w->a, w->lang, count));
}

str show_capital(const struct show *w, str text)
{
    if (text.n == 0 || text.p[0] < 'a' || text.p[0] > 'z')
        return text;
    return str_fmt(w->a, "%c%.*s", text.p[0] - 'a' + 'A', STR_ARG(str_sub(text, 1, text.n)));
}

str show_condition(const struct show *w, str when)
{
    struct diags nowhere; /* check has reported what is wrong with it */
    struct guard g;
    struct buf out;
    diags_init(&nowhere, w->a);
    if (!guard_parse(&g, w->a, w->standard, when, (struct place){1, 1, 1}, &nowhere))
        return when;
    buf_init(&out, 64 * GUARD_BYTES_MAX);
    guard_say(&out, &g, str_c(lang_code(w->lang)));
    str text = str_dup(w->a, buf_str(&out));
    buf_release(&out);
    return text;
}

void show_add(const struct show *w, struct show_list *list, str text)
{
    if (list->full)
        return;
    list->full = list->text.n + text.n > SHOW_LIST_BYTES_MAX;
    if (list->full)
        text = S("…");
    if (list->n == 1)
        list->text = list->last;
    else if (list->n > 1)
        list->text = str_fmt(w->a, "%.*s, %.*s", STR_ARG(list->text), STR_ARG(list->last));
    list->last = text;
    list->n++;
}

str show_joined(const struct show *w, const struct show_list *list, enum shown_id link)
{
    return list->n > 1 ? say(w, link, list->text, list->last) : list->last;
}

str show_dotted(const struct show *w, str before, str text)
{
    return before.n && text.n ? str_fmt(w->a, "%.*s\u00a0· %.*s", STR_ARG(before), STR_ARG(text))
           : text.n           ? text
                              : before;
}

static str working_days(const struct show *w, u32 days)
{
    i32 first = 0, count = 0;
    struct show_list list = {0};
    for (i32 i = 6; i >= 0; i--)
        if (days >> i & 1) {
            first = i;
            count++;
        }
    if (count > 2 && days == ((1u << count) - 1) << first)
        return say(w, SHOWN_DAY_RANGE, say(w, (enum shown_id)(SHOWN_WEEKDAY + first)),
                   say(w, (enum shown_id)(SHOWN_WEEKDAY + first + count - 1)));
    for (i32 i = 0; i < 7; i++)
        if (days >> i & 1)
            show_add(w, &list, say(w, (enum shown_id)(SHOWN_WEEKDAY + i)));
    return show_joined(w, &list, SHOWN_AND);
}

static str clock_of(const struct show *w, i32 minute)
{
    return str_fmt(w->a, w->lang == LANG_FR ? "%d\u00a0h\u00a0%02d" : "%d:%02d", minute / 60,
                   minute % 60);
}

static void show_calendar(struct show *w)
{
    const struct calendar_rule *c = &w->standard->calendar;
    if (!c->known)
        return;
    sheet_fact(&w->sheet, say(w, SHOWN_HOURS),
               say(w, SHOWN_HOURS_VALUE, show_capital(w, working_days(w, c->days)),
                   clock_of(w, c->from_minute), clock_of(w, c->to_minute), c->zone));
    struct show_list holidays = {0};
    for (i64 i = 0; i < c->holidays.n; i++)
        show_add(w, &holidays, number_date(w->a, w->lang, c->holidays.v[i] * MS_PER_DAY));
    if (holidays.n)
        sheet_fact(&w->sheet, say(w, SHOWN_HOLIDAYS), show_joined(w, &holidays, SHOWN_AND));
}

void show_head(struct show *w)
{
    const struct standard *s = w->standard;
    struct show_list departments = {0};
    sheet_title(&w->sheet, show_title(w, &s->title, s->process));
    sheet_paragraph(&w->sheet, show_words(w, &s->about));
    sheet_gap(&w->sheet, true);
    str name = say(w, (enum shown_id)(SHOWN_DISCIPLINE_NAME + s->discipline));
    str about = say(w, (enum shown_id)(SHOWN_DISCIPLINE_ABOUT + s->discipline));
    sheet_fact(&w->sheet, say(w, SHOWN_DISCIPLINE),
               str_fmt(w->a, "%.*s. %.*s", STR_ARG(show_capital(w, name)), STR_ARG(about)));
    sheet_fact(&w->sheet, say(w, SHOWN_VERSION),
               s->version ? number_whole(w->a, w->lang, s->version) : say(w, SHOWN_DRAFT));
    sheet_fact(&w->sheet, say(w, SHOWN_OWNER), show_words(w, &s->owner));
    for (i64 i = 0; i < s->departments.n; i++)
        show_add(w, &departments, show_department(w, i));
    if (departments.n)
        sheet_fact(&w->sheet, say(w, SHOWN_DEPARTMENTS), show_joined(w, &departments, SHOWN_AND));
    sheet_fact(&w->sheet, say(w, SHOWN_CURRENCY), s->currency);
    show_calendar(w);
}

static void show_moves(struct show *w)
{
    const struct moves *m = &w->standard->moves;
    static const enum shown_id forward[] = {[MOVE_NEXT] = SHOWN_MOVE_NEXT,
                                            [MOVE_ANY] = SHOWN_MOVE_ANY,
                                            [MOVE_LISTED] = SHOWN_MOVE_LISTED};
    str back = say(w, m->backward ? SHOWN_MOVE_BACK : SHOWN_MOVE_NO_BACK);
    sheet_gap(&w->sheet, true);
    sheet_paragraph(
        &w->sheet, str_fmt(w->a, "%.*s %.*s", STR_ARG(say(w, forward[m->forward])), STR_ARG(back)));
    if (m->also.n)
        sheet_item(&w->sheet, S(""), TERM_PLAIN, say(w, SHOWN_MOVE_ALSO));
    for (i64 i = 0; i < m->also.n; i++)
        sheet_point(&w->sheet,
                    str_fmt(w->a, "%.*s → %.*s", STR_ARG(show_stage(w, m->also.v[i].from.index)),
                            STR_ARG(show_stage(w, m->also.v[i].to.index))));
}

void show_path(struct show *w)
{
    const struct standard *s = w->standard;
    struct term_table table = {.columns = 5,
                               .column = {{.align = TERM_RIGHT},
                                          {.flexible = true},
                                          {.give_up = 3},
                                          {.align = TERM_RIGHT, .give_up = 2},
                                          {.align = TERM_RIGHT, .give_up = 1}}};
    sheet_heading(&w->sheet, say(w, SHOWN_PATH));
    *term_table_row(&w->sheet.t, &table) = (struct term_row){
        .cell = {S(""), say(w, SHOWN_COLUMN_STAGE), say(w, SHOWN_COLUMN_DEPARTMENT),
                 say(w, SHOWN_COLUMN_EXPECTED), say(w, SHOWN_COLUMN_LIMIT)}};
    for (i64 i = 0; i < s->stages.n; i++) {
        const struct stage *g = &s->stages.v[i];
        str title = show_stage(w, i);
        struct term_row *row = term_table_row(&w->sheet.t, &table);
        row->cell[0] = number_whole(w->a, w->lang, i + 1);
        row->cell[1] = g->commit ? say(w, SHOWN_SIGNATURE_MARK, title) : title;
        row->cell[2] = show_department(w, g->department.index);
        row->cell[3] = g->expected.known ? show_span(w, &g->expected) : S("–");
        row->cell[4] = g->limit.known ? show_span(w, &g->limit) : S("–");
    }
    sheet_table(&w->sheet, &table);
    show_moves(w);
}

void show_personas(struct show *w)
{
    const struct standard *s = w->standard;
    if (s->personas.n == 0)
        return;
    sheet_heading(&w->sheet, say(w, SHOWN_PERSONAS));
    for (i64 i = 0; i < s->personas.n; i++) {
        const struct persona *p = &s->personas.v[i];
        sheet_item(&w->sheet, S("•"), TERM_BOLD, show_title(w, &p->title, p->id));
        sheet_detail(&w->sheet, show_words(w, &p->about));
    }
}

void show_standard(struct buf *out, struct arena *a, const struct standard *standard,
                   const struct show_options *o)
{
    struct show w = {.a = a, .lang = o->lang, .standard = standard};
    sheet_init(&w.sheet, out, a, o->form, o->columns, o->color);
    show_head(&w);
    show_path(&w);
    show_personas(&w);
    show_stages(&w);
    show_handoffs(&w);
    show_outcomes(&w);
    show_indicators(&w);
    show_fields(&w);
    show_keeping(&w);
    show_changes(&w);
}
