#include "live/tell.h"

#include <string.h>

#include "base/platform.h"
#include "live/rows.h"
#include "live/teach.h"
#include "report/backtest.h"
#include "report/coaching.h"
#include "report/json_report.h"
#include "workspace/store.h"

enum {
    VIEW_KEY_BYTES = QUESTION_KEY_MAX,
    STALE_FACTOR = 20, /* deals are kept so many times as long as they cost… */
    WARM_FACTOR = 10,  /* …and made anew beforehand after so long */
    FEW_DEALS = 50000,
    MEASURED_MAX = 24, /* of one set of deals; more are made each time */
    DEAR_NS = 40000000,
    OTHER_BYTES_MAX = 64 << 20, /* of deals beside the base: larger ones are not kept */
    WAYS = JSON_MAP | JSON_VARIANTS,
};
/* Address space; pages cost once touched, and go back after each question. */
#define DEALS_BYTES (16ll << 30)
#define ANSWER_BYTES (64ll << 30)

/* Figures that were made of some deals. */
struct measured {
    u32 parts;
    i64 horizon_days;
    i32 edition;
    bool stages_only;
    const str *by;
    i64 by_count;
    struct answers *answers;
    struct report_process *process;
};

/* Deals, and what was made of them. */
struct kept {
    struct arena arena;
    bool there;
    struct told told;
    char key[VIEW_KEY_BYTES];
    struct buf view; /* in `key`: of which question they are */
    struct measured measured[MEASURED_MAX];
    i64 measured_count;
    const struct report_process *ways[2]; /* of all activities, of stages alone; NULL: not yet */
    const struct report_process *distance;
    i32 distance_edition;
};

struct teller {
    struct arena arena, scratch;
    const struct platform *platform;
    struct follower *follower;
    str name;
    i64 warm_deals;
    struct kept base, other; /* all deals as of today; those asked for last beside */
    char key_asked[VIEW_KEY_BYTES];
    struct buf view_asked;
};

/* What anybody asks who looks at the figures. */
static const u32 standard_parts[] = {
    JSON_OUTCOMES, JSON_TIMES,    JSON_FUNNEL,    JSON_GROUPS,
    JSON_SEASON,   JSON_PIPELINE, JSON_ADHERENCE, JSON_ASSESSMENT,
    JSON_MAP,      JSON_VARIANTS, JSON_DISTANCE,  JSON_ALL & ~JSON_FILES,
};

static void kept_init(struct kept *k)
{
    arena_init(&k->arena, DEALS_BYTES);
    k->view = (struct buf){.p = k->key, .max = sizeof k->key};
}

struct teller *teller_new(const struct platform *p, str name, struct follower *f, i64 warm_deals)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct teller *t = arena_new(&arena, struct teller);
    t->arena = arena;
    t->platform = p;
    t->follower = f;
    t->name = name;
    t->warm_deals = warm_deals;
    kept_init(&t->base);
    kept_init(&t->other);
    t->view_asked = (struct buf){.p = t->key_asked, .max = sizeof t->key_asked};
    arena_init(&t->scratch, ANSWER_BYTES);
    return t;
}

void teller_release(struct teller *t)
{
    if (!t)
        return;
    arena_release(&t->scratch);
    arena_release(&t->other.arena);
    arena_release(&t->base.arena);
    struct arena arena = t->arena;
    arena_release(&arena);
}

/* --- the deals ---------------------------------------------------------------------------- */

/* Few deals are not worth a second thread. */
static i32 threads_for(i64 deals)
{
    return deals < FEW_DEALS ? 1 : 0;
}

static i64 as_of_ms(const struct question *q)
{
    return (q->as_of_day + 1) * MS_PER_DAY - 1; /* the whole day is known */
}

static struct growing_view view_of(const struct teller *t, const struct question *q)
{
    struct growing_view v = {
        .as_of_ms = as_of_ms(q),
        .process = q->process,
        .entered_from_ms = TIME_NONE,
        .entered_to_ms = TIME_NONE,
        .outcomes = q->outcomes,
        .deal = q->deal,
        .filters = q->filters,
        .filter_count = q->filter_count,
        .threads = threads_for(growing_counts(follower_history(t->follower)).deals),
    };
    if (q->from_day != TIME_NONE)
        v.entered_from_ms = q->from_day * MS_PER_DAY;
    if (q->to_day != TIME_NONE)
        v.entered_to_ms = (q->to_day + 1) * MS_PER_DAY - 1;
    return v;
}

static i64 clock_ns(const struct teller *t)
{
    return t->platform->elapsed_ns(t->platform->self);
}

static i64 today(const struct teller *t)
{
    return days_of_ms(t->platform->now_ms(t->platform->self));
}

static bool is_stale(const struct teller *t, const struct told *told, i64 factor)
{
    return told->sequence != follower_sequence(t->follower) &&
           clock_ns(t) - told->made_ns >= factor * told->cost_ns;
}

/* Whether the deals made last will do. */
static bool will_do(struct teller *t, const struct kept *k, const struct question *q, i64 sequence)
{
    buf_clear(&t->view_asked);
    question_view_key(q, &t->view_asked);
    if (!k->there || t->view_asked.full || !str_eq(buf_str(&k->view), buf_str(&t->view_asked)))
        return false;
    if (k->told.sequence == follower_sequence(t->follower))
        return true;
    return k->told.sequence >= sequence && !is_stale(t, &k->told, STALE_FACTOR);
}

static void drop(struct kept *k)
{
    k->there = false;
    k->measured_count = 0;
    k->ways[0] = k->ways[1] = k->distance = NULL;
    arena_rewind(&k->arena, 0);
}

/* From nothing, or (`from`) a part of what is there. */
static bool make_deals(struct teller *t, struct kept *k, const struct question *q,
                       const struct kept *from, struct err *e)
{
    const struct growing *g = follower_history(t->follower);
    struct growing_view view = view_of(t, q);
    i64 began_ns = clock_ns(t);
    k->there = false;
    k->measured_count = 0;
    k->ways[0] = k->ways[1] = k->distance = NULL;
    arena_rewind(&k->arena, 0);
    k->told =
        (struct told){.sequence = from ? from->told.sequence : follower_sequence(t->follower)};
    bool ok = from ? growing_subset(&k->told.deals, &k->arena, g, &from->told.deals, &view, e)
                   : growing_history(&k->told.deals, &k->arena, g, &view, e);
    if (!ok || !follower_hash(t->follower, k->told.sequence, k->told.hash, e))
        return false;
    k->told.made_ns = clock_ns(t);
    k->told.cost_ns = k->told.made_ns - began_ns;
    buf_clear(&k->view);
    question_view_key(q, &k->view);
    k->there = !k->view.full;
    return true;
}

static bool is_filtered(const struct question *q)
{
    return q->deal || q->filter_count || q->outcomes || q->from_day != TIME_NONE ||
           q->to_day != TIME_NONE;
}

static bool need_base(struct teller *t, i64 sequence, struct err *e)
{
    const struct question all = question_new(today(t));
    return will_do(t, &t->base, &all, sequence) || make_deals(t, &t->base, &all, NULL, e);
}

/* A part of the base, when it is of the same day and of the process asked for. */
static bool make_other(struct teller *t, const struct question *q, i64 sequence, struct err *e)
{
    if (q->as_of_day == today(t) && is_filtered(q)) {
        if (!need_base(t, sequence, e))
            return false;
        if (!q->process.n || str_eq(q->process, t->base.told.deals.process))
            return make_deals(t, &t->other, q, &t->base, e);
    }
    return make_deals(t, &t->other, q, NULL, e);
}

static struct kept *find_deals(struct teller *t, const struct question *q, i64 sequence,
                               struct err *e)
{
    bool base = q->as_of_day == today(t) && !q->process.n && !is_filtered(q);
    struct kept *k = base ? &t->base : &t->other;
    bool ok = base ? need_base(t, sequence, e)
                   : will_do(t, k, q, sequence) || make_other(t, q, sequence, e);
    return ok ? k : NULL;
}

/* The standard they are held against: the one asked for, else the newest known then. */
static bool choose_standard(const struct teller *t, struct told *told, const struct question *q,
                            struct err *e)
{
    told->edition = q->edition ? q->edition : told->deals.edition;
    told->standard = follower_standard(t->follower, told->edition);
    told->zone = follower_zone(t->follower, told->edition);
    if (q->edition && !told->standard)
        return err_set(e, ERR_USAGE, "there is no edition %d of a standard", q->edition);
    if (q->edition && told->deals.process.n &&
        !str_eq(told->standard->process, told->deals.process))
        return err_set(e, ERR_USAGE, "edition %d is of another process", q->edition);
    return true;
}

bool teller_deals(struct teller *t, const struct question *q, i64 sequence, const struct told **out,
                  struct err *e)
{
    struct kept *k = find_deals(t, q, sequence, e);
    if (!k)
        return false;
    *out = &k->told;
    return choose_standard(t, &k->told, q, e);
}

/* --- where they come from ----------------------------------------------------------------- */

void teller_import(const struct teller *t, const struct told *told, struct arena *a,
                   struct import_report *import)
{
    static const char digits[] = "0123456789abcdef";
    const struct history *h = &told->deals.history;
    *import = (struct import_report){
        .arena = a, .rows_read = h->deal_count, .deals = h->deal_count, .as_of_ms = h->as_of_ms};
    for (i32 i = 0; i < FOLLOW_HASH_BYTES; i++) {
        import->input_sha256[2 * i] = digits[told->hash[i] >> 4];
        import->input_sha256[2 * i + 1] = digits[told->hash[i] & 15];
    }
    struct import_file *file = vec_push(a, &import->files);
    *file = (struct import_file){.name = t->name,
                                 .format = S("workspace"),
                                 .role = ROLE_DEALS,
                                 .rows = h->deal_count,
                                 .used = h->deal_count};
    memcpy(file->sha256, import->input_sha256, sizeof file->sha256);
}

static str filters_text(const struct question *q, struct arena *a)
{
    struct buf out;
    buf_init(&out, QUESTION_KEY_MAX);
    for (i64 i = 0; i < q->filter_count; i++)
        buf_fmt(&out, "%s%.*s:%.*s", i ? "," : "", STR_ARG(q->filters[i].name),
                STR_ARG(q->filters[i].value));
    str s = str_dup(a, buf_str(&out));
    buf_release(&out);
    return s;
}

void teller_population(const struct teller *t, const struct told *told, const struct question *q,
                       struct arena *a, struct report_population *out)
{
    *out = (struct report_population){
        .workspace = t->name,
        .process = told->deals.process,
        .processes = told->deals.processes,
        .edition = told->standard ? told->edition : 0,
        .sequence = told->sequence,
        .known = told->deals.known,
        .counted = told->deals.history.deal_count,
        .from_day = q->from_day,
        .to_day = q->to_day,
        .filters = filters_text(q, a),
        .rows = q->rows,
    };
}

/* --- answers ------------------------------------------------------------------------------ */

/* Map and variants are of the same ways, and so are all of one edition's distances. */
static bool find_process(struct report_process *process, struct arena *a, const struct kept *k,
                         const struct question *q, struct err *e)
{
    const struct history *h = &k->told.deals.history;
    const struct report_process *ways = k->ways[q->stages_only];
    i32 threads = threads_for(h->deal_count);
    u32 kinds = q->stages_only ? TRACES_STAGES : TRACES_WAY;
    bool known = k->distance && k->distance_edition == k->told.edition;
    if (ways) {
        process->traces = ways->traces;
        process->map = ways->map;
        process->variants = ways->variants;
    } else if ((q->parts & WAYS) && !process_ways(process, a, h, kinds, threads, e)) {
        return false;
    }
    if (known)
        process->distance = k->distance->distance;
    return known || !(q->parts & JSON_DISTANCE) || !k->told.standard ||
           process_distance(process, a, h, k->told.standard, threads, e);
}

static void keep_process(struct kept *k, const struct measured *m)
{
    if ((m->parts & WAYS) && !k->ways[m->stages_only])
        k->ways[m->stages_only] = m->process;
    if ((m->parts & JSON_DISTANCE) && k->told.standard) {
        k->distance = m->process;
        k->distance_edition = m->edition;
    }
}

static str self_of(struct teller *t, const struct question *q)
{
    return growing_person_name(follower_history(t->follower), &t->scratch, q->person);
}

static bool names_owner(str column)
{
    return str_eq_fold(column, S("owner")) || str_eq_fold(column, S("seller"));
}

/* Figures of one seller are for that seller and for who leads. */
static bool may_see(struct teller *t, const struct question *q, struct err *e)
{
    str self = q->own_only ? self_of(t, q) : (str){0};
    bool asked = q->own_only && names_owner(q->figure.by) && !str_eq(q->figure.of, self);
    for (i64 i = 0; i < q->filter_count && q->own_only; i++)
        asked = asked || (names_owner(q->filters[i].name) && !str_eq(q->filters[i].value, self));
    for (i64 i = 0; i < q->by_count && q->own_only && q->parts & JSON_COMPARE; i++)
        asked = asked || names_owner(q->by[i]);
    if (!asked)
        return true;
    err_set(e, ERR_USAGE, "figures of one seller are for that seller and for who leads");
    return err_hint(e, "ask for your own, or for all together");
}

static bool same_by(const struct measured *m, const struct question *q)
{
    if (m->by_count != q->by_count)
        return false;
    for (i64 i = 0; i < q->by_count; i++)
        if (!str_eq(m->by[i], q->by[i]))
            return false;
    return true;
}

static const struct measured *find_measured(const struct kept *k, const struct question *q)
{
    for (i64 i = 0; i < k->measured_count; i++) {
        const struct measured *m = &k->measured[i];
        if (m->parts == q->parts && m->horizon_days == q->horizon_days &&
            m->edition == k->told.edition && m->stages_only == q->stages_only && same_by(m, q))
            return m;
    }
    return NULL;
}

static bool measure(struct measured *m, struct arena *a, const struct kept *k,
                    const struct question *q, struct err *e)
{
    const struct told *told = &k->told;
    const struct history *h = &told->deals.history;
    str *by = arena_array(a, str, q->by_count);
    for (i64 i = 0; i < q->by_count; i++)
        by[i] = str_dup(a, q->by[i]);
    *m = (struct measured){.parts = q->parts,
                           .horizon_days = q->horizon_days,
                           .edition = told->edition,
                           .stages_only = q->stages_only,
                           .by = by,
                           .by_count = q->by_count,
                           .answers = arena_new(a, struct answers),
                           .process = arena_new(a, struct report_process)};
    struct measure_options options = {.horizon_days = q->horizon_days,
                                      .by = by,
                                      .by_count = q->by_count,
                                      .seed = 1,
                                      .threads = threads_for(h->deal_count),
                                      .subjects = json_part_subjects(q->parts),
                                      .tzif = told->zone,
                                      .results_only = true};
    if (!options.subjects)
        options.subjects = MEASURE_NOTHING;
    return measure_all(m->answers, a, h, told->standard, &options, e) &&
           find_process(m->process, a, k, q, e);
}

/* The figures of a question, kept beside its deals while there is room; else in scratch. */
static bool measured_of(struct teller *t, struct kept *k, const struct question *q,
                        struct measured *out, struct err *e)
{
    const struct measured *found = find_measured(k, q);
    bool room = k->measured_count < MEASURED_MAX;
    struct arena *a = room ? &k->arena : &t->scratch;
    if (found) {
        *out = *found;
        return true;
    }
    i64 began_ns = clock_ns(t), mark = arena_mark(a);
    bool ok = measure(out, a, k, q, e);
    if (!ok)
        arena_rewind(a, mark);
    if (ok && room) {
        k->measured[k->measured_count++] = *out;
        keep_process(k, out);
    }
    k->told.cost_ns += clock_ns(t) - began_ns;
    return ok;
}

static bool tell_report(struct teller *t, struct kept *k, const struct question *q, struct buf *out,
                        struct err *e)
{
    struct arena *a = &t->scratch;
    const struct told *told = &k->told;
    struct import_report import;
    struct report_population population;
    struct measured m;
    if (!measured_of(t, k, q, &m, e))
        return false;
    teller_import(t, told, a, &import);
    teller_population(t, told, q, a, &population);
    struct report report = {.lang = q->lang,
                            .version = S(ETALON_VERSION),
                            .history = &told->deals.history,
                            .import = &import,
                            .answers = m.answers,
                            .standard = told->standard,
                            .process = m.process,
                            .population = &population,
                            .deal_ids = told->deals.id,
                            .people = {q->own_only, self_of(t, q)},
                            .compact = true};
    json_report_parts(out, a, &report, q->parts);
    return true;
}

static bool tell_learned(struct teller *t, const struct told *told, const struct question *q,
                         struct buf *out, struct err *e)
{
    struct arena *a = &t->scratch;
    struct import_report import;
    struct report_population population;
    struct learned *learned = arena_new(a, struct learned);
    if (!teach_find(learned, a, told, q, q->parts, e))
        return false;
    teller_import(t, told, a, &import);
    teller_population(t, told, q, a, &population);
    struct report report = {.lang = q->lang,
                            .version = S(ETALON_VERSION),
                            .history = &told->deals.history,
                            .import = &import,
                            .standard = told->standard,
                            .population = &population,
                            .people = {q->own_only, self_of(t, q)},
                            .compact = true};
    learned_json(out, a, learned, &report);
    return true;
}

#define COACHED (JSON_PRACTICES | JSON_GATES | JSON_UNDECIDED)

/* What a seller meets at a gate, or in a week. */
static bool tell_seller(struct teller *t, const struct told *told, const struct question *q,
                        struct buf *out, struct err *e)
{
    struct arena *a = &t->scratch;
    struct report_population population;
    struct coaching coaching;
    bool week = q->parts & JSON_COACHING;
    struct learned *learned = arena_new(a, struct learned);
    if (!teach_find(learned, a, told, q, week ? COACHED : JSON_PRACTICES, e))
        return false;
    teller_population(t, told, q, a, &population);
    str seller = growing_person_name(follower_history(t->follower), a, q->subject);
    struct report report = {.lang = q->lang,
                            .version = S(ETALON_VERSION),
                            .history = &told->deals.history,
                            .standard = told->standard,
                            .population = &population,
                            .people = {false, seller}};
    if (week) {
        coaching_find(&coaching, a, &told->deals.history, learned, seller);
        coaching_json(out, a, &coaching, learned, &report, told->deals.id);
    } else {
        gate_evidence_json(out, a, learned, &report);
    }
    return true;
}

static bool tell_rows(struct teller *t, const struct told *told, const struct question *q,
                      struct buf *out, struct err *e)
{
    struct report_population population;
    teller_population(t, told, q, &t->scratch, &population);
    return rows_tell(out, &t->scratch, told, q, &population, e);
}

/* The draft as it would be compiled if it were published. */
static struct edition *compile_draft(struct teller *t, str text, struct err *e)
{
    struct diags *d = arena_new(&t->scratch, struct diags);
    diags_init(d, &t->scratch);
    d->file = S("standard");
    struct edition *draft = edition_make(&t->scratch, t->platform, text, 1, d, e);
    if (!draft && !e->code)
        err_set(e, ERR_INPUT, "%.*s", STR_ARG(d->list.v[0].message));
    return draft;
}

static bool tell_backtest(struct teller *t, const struct told *told, const struct question *q,
                          struct buf *out, struct err *e)
{
    struct arena *a = &t->scratch;
    const struct history *h = &told->deals.history;
    struct edition *draft = compile_draft(t, q->draft, e);
    struct backtest b;
    struct diff d;
    struct json j;
    if (!draft)
        return false;
    if (told->standard)
        standard_diff(&d, a, told->standard, &draft->standard);
    struct backtest_options o = {.rules = &draft->rules,
                                 .diff = told->standard ? &d : NULL,
                                 .threads = threads_for(h->deal_count)};
    backtest_run(&b, a, h, &o);
    struct backtest_report r = {
        .backtest = &b, .history = h, .draft = &draft->standard, .ids = told->deals.id};
    json_init(&j, out, 0);
    json_object(&j);
    json_key(&j, S("edition"));
    json_i64(&j, told->standard ? told->edition : 0);
    json_key(&j, S("sequence"));
    json_i64(&j, told->sequence);
    backtest_json(&j, a, q->lang, &r);
    json_end(&j);
    return true;
}

bool teller_answer(struct teller *t, const struct question *q, i64 sequence, struct buf *out,
                   i64 *told_sequence, struct err *e)
{
    arena_rewind(&t->scratch, 0);
    lang_speak_in_thread(q->lang);
    buf_clear(out);
    out->full = false;
    struct kept *k = may_see(t, q, e) ? find_deals(t, q, sequence, e) : NULL;
    if (!k || !choose_standard(t, &k->told, q, e))
        return false;
    const struct told *told = &k->told;
    *told_sequence = told->sequence;
    bool ok = q->draft.n                                   ? tell_backtest(t, told, q, out, e)
              : q->parts & (JSON_AT_GATES | JSON_COACHING) ? tell_seller(t, told, q, out, e)
              : q->parts & JSON_LEARNED                    ? tell_learned(t, told, q, out, e)
              : q->parts                                   ? tell_report(t, k, q, out, e)
                                                           : tell_rows(t, told, q, out, e);
    arena_rewind(&t->scratch, 0);
    if (arena_mark(&t->other.arena) > OTHER_BYTES_MAX)
        drop(&t->other);
    if (ok && out->full)
        return err_set(e, ERR_LIMIT, "the answer is larger than %lld bytes", (long long)out->max);
    return ok;
}

/* --- beforehand --------------------------------------------------------------------------- */

bool teller_is_dear(const struct teller *t)
{
    return t->base.there && t->base.told.cost_ns > DEAR_NS;
}

/* The next standard question whose figures are not there; false: all are. */
static bool next_cold(const struct teller *t, struct question *q)
{
    *q = question_new(today(t));
    for (i64 i = 0; i < LENGTH(standard_parts); i++) {
        q->parts = standard_parts[i];
        if (!find_measured(&t->base, q))
            return true;
    }
    return false;
}

static bool base_stands(struct teller *t)
{
    const struct question all = question_new(today(t));
    return will_do(t, &t->base, &all, 0) && !is_stale(t, &t->base.told, WARM_FACTOR);
}

static bool has_few(const struct teller *t)
{
    return growing_counts(follower_history(t->follower)).deals < t->warm_deals;
}

bool teller_is_warm(const struct teller *t)
{
    struct question q;
    return has_few(t) || (t->base.there && !next_cold(t, &q));
}

bool teller_warm(struct teller *t)
{
    struct question q;
    struct measured m;
    struct err e;
    if (has_few(t))
        return false;
    lang_speak_in_thread(LANG_EN);
    arena_rewind(&t->scratch, 0);
    if (!base_stands(t)) {
        const struct question all = question_new(today(t));
        return make_deals(t, &t->base, &all, NULL, &e);
    }
    return next_cold(t, &q) && choose_standard(t, &t->base.told, &q, &e) &&
           measured_of(t, &t->base, &q, &m, &e);
}
