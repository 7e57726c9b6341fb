/* html_data.c - the process, the kind criterion by criterion, what cannot be said, what to
 * read with care, and where everything comes from. */
#include "report/html_part.h"

#include "report/process.h"

#include <math.h>

enum {
    WAYS_SHOWN = 6,
    CHIPS_MAX = 16,
    WAY_COLUMNS_MAX = 90,
    STEPS_SHOWN = 40,
    REJECTED_SHOWN = 20,
};

static void put_chip(struct page *p, const struct legend *l, const u16 *way, i64 i, i64 run)
{
    const struct traces *t = &p->report->process->traces;
    if (run >= LEGEND_RUN_MIN) {
        str range = str_fmt(p->p.a, "%d–%d", l->number[way[i]], l->number[way[i + run - 1]]);
        markup(p->out, "<li class=\"num\">%</li>", range);
        return;
    }
    str name = phrase_activity(&p->p, t, way[i]);
    if (l->needed && l->number[way[i]]) {
        markup(p->out, "<li class=\"num\" title=\"%\">%</li>", phrase_name(&p->p, name, 200),
               phrase_whole(&p->p, l->number[way[i]]));
        return;
    }
    buf_put(p->out, S("<li>"));
    page_name(p, name);
    buf_put(p->out, S("</li>"));
}

/* A way as a strip of chevrons, with numbers of the legend where names are too long. */
static void put_strip(struct page *p, const struct legend *l, i64 variant)
{
    const struct report_process *process = p->report->process;
    i64 n, shown = 0;
    const u16 *way = variant_sequence(&process->variants, &process->traces, variant, &n);
    buf_put(p->out, S("<ol class=\"strip\">"));
    for (i64 i = 0; i < n;) {
        i64 ordered = phrase_legend_run(l, way, i, n);
        i64 run = ordered >= LEGEND_RUN_MIN ? ordered : 1;
        if (++shown == CHIPS_MAX && i + run < n - 1) {
            markup(p->out, "<li>… %</li>", phrase_whole(&p->p, n - 1 - i));
            i = n - 1;
            continue;
        }
        put_chip(p, l, way, i, run);
        i += run;
    }
    buf_put(p->out, S("</ol>"));
}

enum ending { ENDING_WON, ENDING_LOST, ENDING_OPEN };

static i64 deals_with(const struct variant *v, enum ending ending)
{
    if (ending == ENDING_OPEN)
        return v->by_outcome[OUTCOME_OPEN];
    return ending == ENDING_WON ? v->by_outcome[OUTCOME_WON]
                                : v->by_outcome[OUTCOME_LOST] + v->by_outcome[OUTCOME_NO_DECISION];
}

/* The ways of won (or lost) deals, most of them first; variants are by all deals, so the
 * best are looked for. Returns how many. */
static i32 choose_ways(const struct page *p, enum ending ending, i64 chosen[WAYS_SHOWN])
{
    const struct variants *v = &p->report->process->variants;
    i64 last = INT64_MAX, last_at = -1;
    for (i32 k = 0; k < WAYS_SHOWN; k++) {
        i64 best = -1;
        for (i64 i = 0; i < v->count; i++) {
            i64 deals = deals_with(&v->list[i], ending);
            bool after = deals < last || (deals == last && i > last_at);
            if (after && deals && (best < 0 || deals > deals_with(&v->list[best], ending)))
                best = i;
        }
        if (best < 0)
            return k;
        last = deals_with(&v->list[best], ending);
        last_at = best;
        chosen[k] = best;
    }
    return WAYS_SHOWN;
}

static void put_ways(struct page *p, enum ending ending, const i64 *chosen, i32 n,
                     const struct legend *l)
{
    const struct variants *v = &p->report->process->variants;
    i64 all = 0;
    if (!n)
        return;
    for (i64 i = 0; i < v->count; i++)
        all += deals_with(&v->list[i], ending);
    markup(p->out, "<h3>%</h3>\n<ul class=\"ways\">\n",
           words(p, ending == ENDING_WON    ? TEXT_VARIANTS_WON
                    : ending == ENDING_LOST ? TEXT_VARIANTS_LOST
                                            : TEXT_VARIANTS_OPEN));
    for (i32 k = 0; k < n; k++) {
        i64 deals = deals_with(&v->list[chosen[k]], ending);
        markup(p->out, "<li><p><b>%</b> <span>%</span></p>",
               phrase_percent(&p->p, (f64)deals / (f64)all),
               words(p, TEXT_COST_DEALS, phrase_whole(&p->p, deals)));
        put_strip(p, l, chosen[k]);
        buf_put(p->out, S("</li>\n"));
    }
    buf_put(p->out, S("</ul>\n"));
}

static void put_legend(struct page *p, const struct legend *l)
{
    const struct report_process *process = p->report->process;
    markup(p->out, "<h3>%</h3>\n<ol class=\"legend\">\n", words(p, TEXT_WAYS_LEGEND));
    for (i32 k = 1; k <= l->count; k++)
        for (i64 a = 0; a < process->map.activity_count; a++) {
            if (l->number[a] != k)
                continue;
            buf_put(p->out, S("<li>"));
            page_name(p, phrase_activity(&p->p, &process->traces, (u16)a));
            buf_put(p->out, S("</li>\n"));
        }
    buf_put(p->out, S("</ol>\n"));
}

/* Won beside lost; where nothing is closed, the open ones. */
static void put_variants(struct page *p)
{
    i64 way[ENDING_OPEN + 1][WAYS_SHOWN];
    i32 n[ENDING_OPEN + 1] = {0};
    struct legend l = phrase_legend(&p->p);
    for (i32 e = ENDING_WON; e <= ENDING_OPEN; e++) {
        if (e < ENDING_OPEN || n[ENDING_WON] + n[ENDING_LOST] == 0)
            n[e] = choose_ways(p, (enum ending)e, way[e]);
        for (i32 k = 0; k < n[e]; k++)
            phrase_legend_variant(&p->p, &l, way[e][k], WAY_COLUMNS_MAX);
    }
    for (i32 e = ENDING_WON; e <= ENDING_OPEN; e++)
        put_ways(p, (enum ending)e, way[e], n[e], &l);
    if (l.needed)
        put_legend(p, &l);
}

static void put_steps(struct page *p)
{
    const struct report_process *process = p->report->process;
    const struct map *m = &process->map;
    const str heads[] = {words(p, TEXT_C_FROM), words(p, TEXT_C_TO), words(p, TEXT_C_COUNT),
                         words(p, TEXT_C_MEAN_TIME)};
    markup(p->out, "<details class=\"data\"><summary>%</summary>\n", words(p, TEXT_AS_TABLE));
    page_table(p, (str){0}, heads, 4, 2);
    for (i64 i = 0; i < i64_min(m->edge_count, STEPS_SHOWN); i++) {
        const struct map_edge *e = &m->edges[i];
        buf_put(p->out, S("<tr><td>"));
        page_name(p, phrase_activity(&p->p, &process->traces, e->from));
        buf_put(p->out, S("</td><td>"));
        page_name(p, phrase_activity(&p->p, &process->traces, e->to));
        buf_put(p->out, S("</td>"));
        page_cell_number(p, phrase_whole(&p->p, e->count));
        page_cell_number(p, phrase_days(&p->p, (f64)e->sum_ms / (f64)e->count / (f64)MS_PER_DAY));
        buf_put(p->out, S("</tr>\n"));
    }
    page_table_end(p);
    if (m->edge_count > STEPS_SHOWN)
        page_note(p, words(p, TEXT_AND_MORE, phrase_whole(&p->p, m->edge_count - STEPS_SHOWN)));
    buf_put(p->out, S("</details>\n"));
}

void page_process(struct page *p)
{
    const struct report_process *process = p->report->process;
    page_section(p, "process", TEXT_S_MAP);
    if (!process->map.event_count) {
        page_cannot(p, SUBJECT_FUNNEL);
        page_section_end(p);
        return;
    }
    buf_put(p->out, S("<figure>\n"));
    svg_map(p);
    markup(p->out, "<figcaption>%</figcaption>\n", words(p, TEXT_MAP_NOTE));
    put_steps(p);
    page_definition(p, FIGURE_MAP);
    buf_put(p->out, S("</figure>\n"));
    page_section_end(p);
    page_section(p, "ways", TEXT_S_VARIANTS);
    page_lead(p, phrase_variants(&p->p, WAYS_SHOWN));
    put_variants(p);
    page_definition(p, FIGURE_VARIANTS);
    page_section_end(p);
}

static void criterion_row(struct page *p, const struct kind_criterion *c)
{
    const char *class = c->unknown ? "unknown" : c->passed ? "passed" : "failed";
    enum text_id state = c->unknown  ? TEXT_GATE_UNKNOWN
                         : c->passed ? TEXT_GATE_PASSED
                                     : TEXT_GATE_FAILED;
    markup(p->out, "<tr class=\"%\"><td class=\"mark\"><span>%</span></td><th scope=\"row\">%</th>",
           str_c(class), words(p, state), words(p, TEXT_CRITERION + c->id));
    page_cell_number(p, phrase_seen(&p->p, c));
    page_cell_number(p, phrase_wanted(&p->p, c));
    page_cell_number(p, c->unknown ? S("–")
                                   : number_probability(p->p.a, p->report->lang, c->probability));
    buf_put(p->out, S("</tr>\n"));
}

static void put_gate(struct page *p, i32 number)
{
    const struct assessment *k = &p->answers->assessment;
    const struct kind_gate *g = &k->gates[number];
    enum text_id state = g->passed    ? TEXT_GATE_PASSED
                         : g->unknown ? TEXT_GATE_UNKNOWN
                                      : TEXT_GATE_FAILED;
    str kind = words(p, TEXT_KIND + number + 1);
    markup(p->out, "<div class=\"gate\"><h3>% <small>% · %</small></h3>\n<p class=\"note\">%</p>\n",
           kind, words(p, TEXT_GATE + number), words(p, state),
           words(p, TEXT_KIND_ABOUT + number + 1));
    const str heads[] = {(str){0}, words(p, TEXT_C_CRITERION), words(p, TEXT_C_SEEN),
                         words(p, TEXT_C_WANTED), words(p, TEXT_C_PROBABILITY)};
    page_table(p, (str){0}, heads, 5, 2);
    for (i32 i = 0; i < g->count; i++)
        criterion_row(p, &k->criteria[g->first + i]);
    page_table_end(p);
    buf_put(p->out, S("</div>\n"));
}

void page_kind(struct page *p)
{
    const struct assessment *k = &p->answers->assessment;
    page_section(p, "kind", TEXT_S_KIND);
    page_lead(p, phrase_kind(&p->p));
    for (i32 g = GATES - 1; g >= 0; g--)
        put_gate(p, g);
    markup(p->out, "<h3>%</h3>\n<p class=\"note\">%</p>\n", words(p, TEXT_KIND + KIND_RANDOM),
           words(p, TEXT_KIND_ABOUT + KIND_RANDOM));
    if (!k->gate4_assessed)
        page_note(p, words(p, TEXT_KIND_GATE4_SHORT,
                           number_decimal(p->p.a, p->report->lang, k->days, 0)));
    page_note(p, words(p, TEXT_KIND_NOT_OUTCOME));
    page_note(p, words(p, TEXT_KIND_PROVENANCE, k->thresholds));
    page_definition(p, FIGURE_KIND);
    page_section_end(p);
}

void page_cannot_say(struct page *p)
{
    const struct cannot_says *c = &p->answers->cannot_say;
    page_section(p, "cannot", TEXT_S_CANNOT);
    if (!c->list.n) {
        page_lead(p, words(p, TEXT_ALL_SAID));
        page_section_end(p);
        return;
    }
    const str heads[] = {words(p, TEXT_C_WHAT), words(p, TEXT_C_WHY), words(p, TEXT_C_NEED)};
    page_table(p, (str){0}, heads, 3, 3);
    for (i64 i = 0; i < c->list.n; i++) {
        const struct cannot_say *x = &c->list.v[i];
        str questions = phrase_questions(&p->p, i);
        if (!questions.n)
            continue;
        markup(p->out, "<tr><th scope=\"row\">%</th><td>%</td><td>%</td></tr>\n", questions,
               phrase_cause(&p->p, x), phrase_need(&p->p, x));
    }
    page_table_end(p);
    page_section_end(p);
}

void page_warnings(struct page *p)
{
    const struct warnings *w = &p->answers->warnings;
    const struct import_report *import = p->report->import;
    page_section(p, "care", TEXT_S_WARNINGS);
    if (!w->list.n && !import->warnings.n)
        page_lead(p, words(p, TEXT_NOTHING_TO_WARN));
    else
        buf_put(p->out, S("<ul class=\"facts\">\n"));
    for (i64 i = 0; i < w->list.n; i++)
        markup(p->out, "<li>%</li>\n", phrase_warning(&p->p, &w->list.v[i]));
    for (i64 i = 0; i < import->warnings.n; i++)
        markup(p->out, "<li>%</li>\n", phrase_name(&p->p, import->warnings.v[i].text, 400));
    if (w->list.n || import->warnings.n)
        buf_put(p->out, S("</ul>\n"));
    page_section_end(p);
}

static void put_files(struct page *p)
{
    const struct import_report *import = p->report->import;
    const str heads[] = {words(p, TEXT_C_FILE),     words(p, TEXT_C_KIND_OF_FILE),
                         words(p, TEXT_C_ROWS),     words(p, TEXT_C_USED),
                         words(p, TEXT_C_REJECTED), words(p, TEXT_C_DUPLICATES)};
    page_table(p, (str){0}, heads, 6, 2);
    for (i64 i = 0; i < import->files.n; i++) {
        const struct import_file *f = &import->files.v[i];
        buf_put(p->out, S("<tr><th scope=\"row\">"));
        page_name(p, phrase_file(&p->p, i));
        buf_put(p->out, S("</th>"));
        page_cell(p, phrase_file_kind(&p->p, f));
        page_cell_number(p, phrase_whole(&p->p, f->rows));
        page_cell_number(p, phrase_whole(&p->p, f->used));
        page_cell_number(p, phrase_whole(&p->p, f->rejected));
        page_cell_number(p, phrase_whole(&p->p, f->duplicates));
        buf_put(p->out, S("</tr>\n"));
    }
    page_table_end(p);
}

static void put_columns(struct page *p)
{
    const struct import_report *import = p->report->import;
    const str heads[] = {words(p, TEXT_C_FILE), words(p, TEXT_C_COLUMN), words(p, TEXT_C_MEANING)};
    markup(p->out, "<details class=\"data\"><summary>%</summary>\n", words(p, TEXT_DATA_COLUMNS));
    page_table(p, (str){0}, heads, 3, 3);
    for (i64 i = 0; i < import->columns.n; i++) {
        const struct import_column *c = &import->columns.v[i];
        if (c->sure == SURE_NOT)
            continue;
        buf_put(p->out, S("<tr><td>"));
        page_name(p, phrase_file(&p->p, c->file));
        buf_put(p->out, S("</td><td>"));
        page_name(p, c->source);
        markup(p->out, "</td><td><code>%</code> ", str_c(import_field_id(c->field)));
        page_name(p, c->attribute);
        buf_put(p->out, S("</td></tr>\n"));
    }
    page_table_end(p);
    buf_put(p->out, S("</details>\n"));
}

static void put_rejected(struct page *p)
{
    const struct import_report *import = p->report->import;
    const str heads[] = {words(p, TEXT_C_FILE), words(p, TEXT_C_LINE), words(p, TEXT_C_REASON)};
    if (!import->rejections.n)
        return;
    markup(p->out, "<h3>%</h3>\n", words(p, TEXT_DATA_REJECTED_FIRST));
    page_table(p, (str){0}, heads, 3, 3);
    i64 shown = i64_min(import->rejections.n, REJECTED_SHOWN);
    for (i64 i = 0; i < shown; i++) {
        const struct import_rejection *r = &import->rejections.v[i];
        buf_put(p->out, S("<tr><td>"));
        page_name(p, phrase_file(&p->p, r->file));
        markup(p->out, "</td><td>%</td><td>%</td></tr>\n", phrase_whole(&p->p, r->line),
               phrase_name(&p->p, r->reason, 300));
    }
    page_table_end(p);
    if (import->rejected > shown)
        page_note(p, words(p, TEXT_AND_MORE, phrase_whole(&p->p, import->rejected - shown)));
}

void page_data(struct page *p)
{
    const struct import_report *import = p->report->import;
    const struct answers *a = p->answers;
    page_section(p, "data", TEXT_S_DATA);
    page_lead(p, words(p, import->from_events ? TEXT_DATA_SENTENCE_EVENTS : TEXT_DATA_SENTENCE,
                       phrase_whole(&p->p, import->rows_read), phrase_whole(&p->p, import->deals),
                       phrase_whole(&p->p, import->rejected),
                       phrase_whole(&p->p, import->duplicates)));
    if (a->as_of_ms != TIME_NONE)
        page_note(p, words(p, TEXT_HEAD_AS_OF, number_date(p->p.a, p->report->lang, a->as_of_ms)));
    put_files(p);
    put_columns(p);
    put_rejected(p);
    page_section_end(p);
}
