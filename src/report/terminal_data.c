/* terminal_data.c - the process, what cannot be said, what to read with care, the files. */
#include "report/screen.h"

#include "report/process.h"

enum { WAYS_SHOWN = 8, STEPS_SHOWN = 10, REJECTED_SHOWN = 10 };

enum { PATH_COLUMNS_MAX = 48 };

static str activity_name(struct screen *s, u16 activity)
{
    return phrase_name(&s->p, phrase_activity(&s->p, &s->report->process->traces, activity), 60);
}

static struct legend find_legend(struct screen *s)
{
    const struct report_process *process = s->report->process;
    const struct map *m = &process->map;
    struct legend l = phrase_legend(&s->p);
    for (i64 i = 0; i < i64_min(process->variants.count, WAYS_SHOWN); i++)
        phrase_legend_variant(&s->p, &l, i, PATH_COLUMNS_MAX);
    for (i64 i = 0; i < i64_min(m->edge_count, STEPS_SHOWN); i++) {
        phrase_legend_activity(&s->p, &l, m->edges[i].from);
        phrase_legend_activity(&s->p, &l, m->edges[i].to);
    }
    return l;
}

static void print_legend(struct screen *s, const struct legend *l)
{
    const struct map *m = &s->report->process->map;
    struct term_table t = {.columns = 3, .indent = 2};
    t.column[0].align = t.column[2].align = TERM_RIGHT;
    t.column[1].flexible = true;
    *term_table_row(&s->t, &t) =
        (struct term_row){{(str){0}, say(s, TEXT_C_ACTIVITY), say(s, TEXT_C_COUNT)}, TERM_DIM};
    for (i32 k = 1; k <= l->count; k++)
        for (i64 a = 0; a < m->activity_count; a++)
            if (l->number[a] == k)
                *term_table_row(&s->t, &t) =
                    (struct term_row){{str_fmt(s->t.a, "%d", k), activity_name(s, (u16)a),
                                       phrase_whole(&s->p, m->activities[a].events)},
                                      TERM_PLAIN};
    term_table_print(&s->t, &t);
    term_blank(&s->t);
}

/* Where a step begins: the number alone, the name stands in the legend. */
static str step_from(struct screen *s, const struct legend *l, u16 activity)
{
    return l->needed && l->number[activity] ? str_fmt(s->t.a, "%d", l->number[activity])
                                            : activity_name(s, activity);
}

static str step_to(struct screen *s, const struct legend *l, u16 activity)
{
    str name = activity_name(s, activity);
    return l->needed && l->number[activity]
               ? str_fmt(s->t.a, "%2d  %.*s", l->number[activity], STR_ARG(name))
               : name;
}

static void print_steps(struct screen *s, const struct legend *l)
{
    const struct report_process *process = s->report->process;
    const struct map *m = &process->map;
    struct term_table t = {.columns = 4, .indent = 2};
    t.column[0].flexible = t.column[1].flexible = true;
    t.column[2].align = t.column[3].align = TERM_RIGHT;
    t.column[3].give_up = 1;
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){
        {say(s, TEXT_C_FROM), say(s, TEXT_C_TO), say(s, TEXT_C_COUNT), say(s, TEXT_C_MEAN_TIME)},
        TERM_DIM};
    i64 shown = i64_min(m->edge_count, STEPS_SHOWN);
    for (i64 i = 0; i < shown; i++) {
        const struct map_edge *e = &m->edges[i];
        struct term_row *row = term_table_row(&s->t, &t);
        row->cell[0] = step_from(s, l, e->from);
        row->cell[1] = step_to(s, l, e->to);
        row->cell[2] = phrase_whole(&s->p, e->count);
        row->cell[3] = phrase_days(&s->p, (f64)e->sum_ms / (f64)e->count / (f64)MS_PER_DAY);
    }
    term_table_print(&s->t, &t);
    if (m->edge_count > shown)
        screen_note(s, say(s, TEXT_AND_MORE, phrase_whole(&s->p, m->edge_count - shown)));
}

static void print_ways(struct screen *s, const struct legend *l)
{
    const struct variants *v = &s->report->process->variants;
    struct term_table t = {.columns = 4, .indent = 2};
    t.column[0].align = t.column[1].align = t.column[2].align = TERM_RIGHT;
    t.column[2].give_up = 1;
    t.column[3].flexible = true;
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){
        {say(s, TEXT_C_DEALS), say(s, TEXT_C_SHARE), say(s, TEXT_C_MEAN_TIME), say(s, TEXT_C_PATH)},
        TERM_DIM};
    f64 deals = (f64)i64_max(1, s->report->process->traces.deal_count);
    for (i64 i = 0; i < i64_min(v->count, WAYS_SHOWN); i++) {
        const struct variant *x = &v->list[i];
        struct term_row *row = term_table_row(&s->t, &t);
        row->cell[0] = phrase_whole(&s->p, x->deals);
        row->cell[1] = phrase_percent(&s->p, (f64)x->deals / deals);
        f64 days = (f64)x->duration_sum_ms / (f64)x->deals / (f64)MS_PER_DAY;
        row->cell[2] = days > 0 ? phrase_days(&s->p, days) : S("–");
        row->cell[3] = phrase_path(&s->p, i, l);
    }
    screen_text(s, phrase_variants(&s->p, WAYS_SHOWN));
    term_table_print(&s->t, &t);
}

void screen_process(struct screen *s)
{
    const struct report_process *process = s->report->process;
    if (!process->map.event_count)
        return;
    struct legend l = find_legend(s);
    if (process->map.edge_count) {
        term_heading(&s->t, say(s, TEXT_S_MAP));
        if (l.needed)
            print_legend(s, &l);
        print_steps(s, &l);
    }
    term_heading(&s->t, say(s, TEXT_S_VARIANTS));
    if (l.needed && !process->map.edge_count)
        print_legend(s, &l);
    print_ways(s, &l);
}

void screen_cannot_say(struct screen *s)
{
    const struct cannot_says *c = &s->answers->cannot_say;
    term_heading(&s->t, say(s, TEXT_S_CANNOT));
    if (!c->list.n)
        screen_text(s, say(s, TEXT_ALL_SAID));
    for (i64 i = 0; i < c->list.n; i++) {
        const struct cannot_say *x = &c->list.v[i];
        str questions = phrase_questions(&s->p, i);
        if (!questions.n)
            continue;
        str what = say(s, TEXT_COLON, questions, phrase_cause(&s->p, x));
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, what);
        term_paragraph(&s->t, 4, (str){0}, TERM_DIM,
                       say(s, TEXT_NEEDS_HINT, phrase_need(&s->p, x)));
    }
}

void screen_warnings(struct screen *s)
{
    const struct warnings *w = &s->answers->warnings;
    const struct import_report *import = s->report->import;
    if (!w->list.n && !import->warnings.n)
        return;
    term_heading(&s->t, say(s, TEXT_S_WARNINGS));
    for (i64 i = 0; i < w->list.n; i++)
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, phrase_warning(&s->p, &w->list.v[i]));
    for (i64 i = 0; i < import->warnings.n; i++)
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN,
                       phrase_name(&s->p, import->warnings.v[i].text, 400));
}

static void print_files(struct screen *s)
{
    const struct import_report *import = s->report->import;
    struct term_table t = {.columns = 6, .indent = 2};
    t.column[0].flexible = t.column[1].flexible = true;
    for (i32 c = 2; c < 6; c++)
        t.column[c].align = TERM_RIGHT;
    t.column[3].give_up = 1;
    struct term_row *head = term_table_row(&s->t, &t);
    *head =
        (struct term_row){{say(s, TEXT_C_FILE), say(s, TEXT_C_KIND_OF_FILE), say(s, TEXT_C_ROWS),
                           say(s, TEXT_C_USED), say(s, TEXT_C_REJECTED), say(s, TEXT_C_DUPLICATES)},
                          TERM_DIM};
    for (i64 i = 0; i < import->files.n; i++) {
        const struct import_file *f = &import->files.v[i];
        struct term_row *row = term_table_row(&s->t, &t);
        *row = (struct term_row){{phrase_file(&s->p, i), phrase_file_kind(&s->p, f),
                                  phrase_whole(&s->p, f->rows), phrase_whole(&s->p, f->used),
                                  phrase_whole(&s->p, f->rejected),
                                  phrase_whole(&s->p, f->duplicates)},
                                 TERM_PLAIN};
    }
    term_table_print(&s->t, &t);
}

static void print_rejected(struct screen *s)
{
    const struct import_report *import = s->report->import;
    if (!import->rejections.n)
        return;
    screen_text(s, say(s, TEXT_DATA_REJECTED_FIRST));
    i64 shown = i64_min(import->rejections.n, REJECTED_SHOWN);
    for (i64 i = 0; i < shown; i++) {
        const struct import_rejection *r = &import->rejections.v[i];
        str file = phrase_file(&s->p, r->file);
        str line = str_fmt(s->t.a, "%.*s:%lld: %.*s", STR_ARG(file), (long long)r->line,
                           STR_ARG(phrase_name(&s->p, r->reason, 300)));
        term_paragraph(&s->t, 4, (str){0}, TERM_PLAIN, line);
    }
    if (import->rejected > shown)
        term_paragraph(&s->t, 4, (str){0}, TERM_DIM,
                       say(s, TEXT_AND_MORE, phrase_whole(&s->p, import->rejected - shown)));
}

void screen_data(struct screen *s)
{
    const struct import_report *import = s->report->import;
    term_heading(&s->t, say(s, TEXT_S_DATA));
    screen_text(s, say(s, import->from_events ? TEXT_DATA_SENTENCE_EVENTS : TEXT_DATA_SENTENCE,
                       phrase_whole(&s->p, import->rows_read), phrase_whole(&s->p, import->deals),
                       phrase_whole(&s->p, import->rejected),
                       phrase_whole(&s->p, import->duplicates)));
    print_files(s);
    print_rejected(s);
    str hash = str_fmt(s->t.a, "SHA-256 %s", import->input_sha256);
    if (import->input_sha256[0])
        screen_note(s, hash);
    screen_note(s, say(s, TEXT_DATA_VERSION, s->report->version));
}
