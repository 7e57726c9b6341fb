/* phrase_process.c - ways, distances and files, as phrases. */
#include "base/message.h"
#include "exchange/mapping.h"
#include "report/number.h"
#include "report/phrase.h"
#include "report/process.h"

enum { PATH_BYTES_MAX = 4096 };

str phrase_file(const struct phrases *p, i64 file)
{
    return phrase_name(p, mapping_base_name(p->report->import->files.v[file].name), 60);
}

/* The title that the standard gives a stage or a milestone; else the name itself. */
static str title_of(const struct phrases *p, str id)
{
    const struct standard *s = p->report->standard;
    str lang = str_c(lang_code(p->report->lang));
    for (i64 i = 0; s && i < s->stages.n; i++)
        if (str_eq(s->stages.v[i].id, id) && s->stages.v[i].title.list.n)
            return words_in(&s->stages.v[i].title, lang);
    for (i64 i = 0; s && i < s->milestones.n; i++)
        if (str_eq(s->milestones.v[i].id, id) && s->milestones.v[i].title.list.n)
            return words_in(&s->milestones.v[i].title, lang);
    return id;
}

str phrase_stage(const struct phrases *p, str stage)
{
    return title_of(p, stage);
}

str phrase_activity(const struct phrases *p, const struct traces *t, u16 activity)
{
    str name = traces_name(t, activity);
    u8 kind = t->history->activity_kind[activity];
    enum outcome outcome;
    if (kind == ACTIVITY_OUTCOME && outcome_parse(name, &outcome))
        return phrase(p, TEXT_OUTCOME + outcome);
    if (kind == ACTIVITY_OTHER && str_eq(name, S("entered")))
        return phrase(p, TEXT_ACTIVITY_ENTERED);
    if (kind == ACTIVITY_OTHER && str_eq(name, S("created")))
        return phrase(p, TEXT_ACTIVITY_CREATED);
    i64 suffix = kind == ACTIVITY_WAIVED || kind == ACTIVITY_REVOKED ? str_find(name, S(" (")) : -1;
    str title = title_of(p, suffix > 0 ? str_sub(name, 0, suffix) : name);
    if (kind == ACTIVITY_WAIVED)
        return phrase(p, TEXT_ACTIVITY_WAIVED, title);
    return kind == ACTIVITY_REVOKED ? phrase(p, TEXT_ACTIVITY_REVOKED, title) : title;
}

struct legend phrase_legend(const struct phrases *p)
{
    return (struct legend){.number =
                               arena_array(p->a, i32, p->report->process->map.activity_count + 1)};
}

void phrase_legend_activity(const struct phrases *p, struct legend *l, u16 activity)
{
    bool outcome = p->report->history->activity_kind[activity] == ACTIVITY_OUTCOME;
    if (!l->number[activity] && !outcome)
        l->number[activity] = ++l->count;
}

void phrase_legend_variant(const struct phrases *p, struct legend *l, i64 variant, i64 columns_max)
{
    const struct report_process *process = p->report->process;
    i64 n;
    const u16 *way = variant_sequence(&process->variants, &process->traces, variant, &n);
    for (i64 i = 0; i < n; i++)
        phrase_legend_activity(p, l, way[i]);
    l->needed = l->needed || utf8_width(phrase_path(p, variant, NULL)) > columns_max;
}

i64 phrase_legend_run(const struct legend *l, const u16 *way, i64 i, i64 n)
{
    i64 run = 1;
    if (!l || !l->needed || !l->number[way[i]])
        return run;
    while (i + run < n && l->number[way[i + run]] == l->number[way[i]] + run)
        run++;
    return run;
}

str phrase_path(const struct phrases *p, i64 variant, const struct legend *legend)
{
    const struct report_process *process = p->report->process;
    i64 n;
    const u16 *way = variant_sequence(&process->variants, &process->traces, variant, &n);
    struct buf out;
    if (!n)
        return phrase(p, TEXT_NO_EVENT);
    buf_init(&out, PATH_BYTES_MAX);
    for (i64 i = 0; i < n && !out.full;) {
        i64 run = 1, ordered = phrase_legend_run(legend, way, i, n);
        if (ordered >= LEGEND_RUN_MIN) {
            buf_fmt(&out, "%s%d–%d", i ? " › " : "", legend->number[way[i]],
                    legend->number[way[i + ordered - 1]]);
            i += ordered;
            continue;
        }
        while (i + run < n && way[i + run] == way[i])
            run++;
        bool numbered = legend && legend->needed && legend->number[way[i]];
        str name = numbered ? str_fmt(p->a, "%d", legend->number[way[i]])
                            : phrase_name(p, phrase_activity(p, &process->traces, way[i]), 40);
        buf_fmt(&out, "%s%.*s", i ? " › " : "", STR_ARG(name));
        if (run > 1)
            buf_fmt(&out, " ×%lld", (long long)run);
        i += run;
    }
    str path = str_dup(p->a, buf_str(&out));
    buf_release(&out);
    return path;
}

str phrase_distance(const struct phrases *p)
{
    const struct report_distance *d = &p->report->process->distance;
    if (!d->known)
        return (str){0};
    i64 others = d->closed - d->fitting;
    if (!others)
        return phrase(p, TEXT_ALIGN_ALL, phrase_whole(p, d->closed));
    f64 mean = (f64)d->steps / (f64)others;
    return phrase(p, TEXT_ALIGN_SENTENCE, phrase_whole(p, d->fitting), phrase_whole(p, d->closed),
                  number_decimal(p->a, p->report->lang, mean, 1));
}

str phrase_file_kind(const struct phrases *p, const struct import_file *f)
{
    str role = phrase(p, TEXT_ROLE + f->role);
    str format = message_str(f->format);
    return format.n ? str_fmt(p->a, "%.*s, %.*s", STR_ARG(format), STR_ARG(role)) : role;
}

str phrase_variants(const struct phrases *p, i64 shown)
{
    const struct variants *v = &p->report->process->variants;
    i64 deals = 0, covered = 0;
    for (i64 i = 0; i < v->count; i++) {
        deals += v->list[i].deals;
        covered += i < shown ? v->list[i].deals : 0;
    }
    f64 share = deals ? (f64)covered / (f64)deals : 0;
    return phrase(p, TEXT_VARIANTS_SENTENCE, phrase_whole(p, deals), phrase_whole(p, v->count),
                  phrase_whole(p, i64_min(shown, v->count)), phrase_percent(p, share));
}

/* A label of the net: the id of a stage or of an outcome. */
static str phrase_label(const struct phrases *p, str label)
{
    enum outcome outcome;
    return outcome_parse(label, &outcome) ? phrase(p, TEXT_OUTCOME + outcome) : title_of(p, label);
}

static enum text_id how_wrong(const struct explanation *x, const struct alignment_move *m)
{
    if (m->move == ALIGN_SKIPPED)
        return TEXT_ALIGN_SKIPPED;
    if (m->label < 0)
        return TEXT_ALIGN_UNKNOWN;
    if (explanation_has(x, ALIGN_SKIPPED, m->label))
        return TEXT_ALIGN_ORDER;
    return explanation_has(x, ALIGN_BOTH, m->label) ? TEXT_ALIGN_AGAIN : TEXT_ALIGN_EXTRA;
}

static str deviation_moves(const struct phrases *p, const struct explanation *x, const u16 *way)
{
    const struct report_distance *d = &p->report->process->distance;
    str list = {0};
    for (i64 i = 0; i < x->count; i++) {
        const struct alignment_move *m = &x->moves[i];
        bool skipped = m->move == ALIGN_SKIPPED;
        /* what was done at the wrong place is said once, where it was done */
        if (m->move == ALIGN_BOTH || (skipped && explanation_has(x, ALIGN_EXTRA, m->label)))
            continue;
        str name = skipped ? phrase_label(p, dict_name(&d->net.labels, (u32)m->label))
                           : phrase_activity(p, &d->traces, way[m->position]);
        str move = phrase(p, how_wrong(x, m), phrase_name(p, name, 60));
        list = list.n ? phrase(p, TEXT_LIST_SEMICOLON, list, move) : move;
    }
    return list;
}

str phrase_deviation(const struct phrases *p, i64 variant)
{
    const struct report_distance *d = &p->report->process->distance;
    i64 closed = process_closed(&d->variants.list[variant]), n;
    if (!closed || !d->alignment.cost[variant])
        return (str){0};
    const u16 *way = variant_sequence(&d->variants, &d->traces, variant, &n);
    struct explanation x;
    struct err e;
    if (!alignment_explain(&x, p->a, &d->traces, way, n, &d->net, &e))
        return (str){0};
    return phrase(p, TEXT_ALIGN_DEALS, phrase_whole(p, closed), phrase_whole(p, x.cost),
                  deviation_moves(p, &x, way));
}
