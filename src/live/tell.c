#include "live/tell.h"

#include <string.h>

#include "base/platform.h"
#include "live/rows.h"
#include "live/teach.h"
#include "report/coaching.h"
#include "report/json_report.h"

enum { VIEW_KEY_BYTES = QUESTION_KEY_MAX, STALE_FACTOR = 20, FEW_DEALS = 50000 };
/* Address space; pages cost once touched, and go back after each question. */
#define DEALS_BYTES (16ll << 30)
#define ANSWER_BYTES (64ll << 30)

struct teller {
    struct arena arena, deals_arena, scratch;
    const struct platform *platform;
    struct follower *follower;
    str name;
    struct told told;
    bool there;
    char key[VIEW_KEY_BYTES], key_asked[VIEW_KEY_BYTES];
    struct buf view, view_asked;
};

struct teller *teller_new(const struct platform *p, str name, struct follower *f)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct teller *t = arena_new(&arena, struct teller);
    t->arena = arena;
    t->platform = p;
    t->follower = f;
    t->name = name;
    t->view = (struct buf){.p = t->key, .max = sizeof t->key};
    t->view_asked = (struct buf){.p = t->key_asked, .max = sizeof t->key_asked};
    arena_init(&t->deals_arena, DEALS_BYTES);
    arena_init(&t->scratch, ANSWER_BYTES);
    return t;
}

void teller_release(struct teller *t)
{
    if (!t)
        return;
    arena_release(&t->scratch);
    arena_release(&t->deals_arena);
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

/* Whether the deals made last will do. */
static bool will_do(struct teller *t, const struct question *q, i64 sequence)
{
    buf_clear(&t->view_asked);
    question_view_key(q, &t->view_asked);
    if (!t->there || t->view_asked.full || !str_eq(buf_str(&t->view), buf_str(&t->view_asked)))
        return false;
    if (t->told.sequence == follower_sequence(t->follower))
        return true;
    return t->told.sequence >= sequence &&
           clock_ns(t) - t->told.made_ns < STALE_FACTOR * t->told.cost_ns;
}

static bool make_deals(struct teller *t, const struct question *q, struct err *e)
{
    struct growing_view view = view_of(t, q);
    i64 from = clock_ns(t);
    t->there = false;
    arena_rewind(&t->deals_arena, 0);
    t->told = (struct told){.sequence = follower_sequence(t->follower)};
    if (!growing_history(&t->told.deals, &t->deals_arena, follower_history(t->follower), &view, e))
        return false;
    if (!follower_hash(t->follower, t->told.sequence, t->told.hash, e))
        return false;
    t->told.made_ns = clock_ns(t);
    t->told.cost_ns = t->told.made_ns - from;
    buf_clear(&t->view);
    question_view_key(q, &t->view);
    t->there = !t->view.full;
    return true;
}

/* The standard they are held against: the one asked for, else the newest known then. */
static bool choose_standard(struct teller *t, const struct question *q, struct err *e)
{
    struct told *told = &t->told;
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
    *out = &t->told;
    return (will_do(t, q, sequence) || make_deals(t, q, e)) && choose_standard(t, q, e);
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

static bool find_process(struct report_process *process, struct arena *a, const struct told *told,
                         const struct question *q, struct err *e)
{
    const struct history *h = &told->deals.history;
    i32 threads = threads_for(h->deal_count);
    u32 kinds = q->stages_only ? TRACES_STAGES : TRACES_WAY;
    if ((q->parts & (JSON_MAP | JSON_VARIANTS)) && !process_ways(process, a, h, kinds, threads, e))
        return false;
    return !(q->parts & JSON_DISTANCE) || !told->standard ||
           process_distance(process, a, h, told->standard, threads, e);
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

static bool tell_report(struct teller *t, const struct told *told, const struct question *q,
                        struct buf *out, struct err *e)
{
    struct arena *a = &t->scratch;
    const struct history *h = &told->deals.history;
    struct import_report import;
    struct report_population population;
    struct answers *answers = arena_new(a, struct answers);
    struct report_process *process = arena_new(a, struct report_process);
    struct measure_options options = {.horizon_days = q->horizon_days,
                                      .by = q->by,
                                      .by_count = q->by_count,
                                      .seed = 1,
                                      .threads = threads_for(h->deal_count),
                                      .subjects = json_part_subjects(q->parts),
                                      .tzif = told->zone};
    if (!options.subjects)
        options.subjects = MEASURE_NOTHING;
    if (!measure_all(answers, a, h, told->standard, &options, e) ||
        !find_process(process, a, told, q, e))
        return false;
    teller_import(t, told, a, &import);
    teller_population(t, told, q, a, &population);
    struct report report = {.lang = q->lang,
                            .version = S(ETALON_VERSION),
                            .history = h,
                            .import = &import,
                            .answers = answers,
                            .standard = told->standard,
                            .process = process,
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

bool teller_answer(struct teller *t, const struct question *q, i64 sequence, struct buf *out,
                   i64 *told_sequence, struct err *e)
{
    const struct told *told;
    arena_rewind(&t->scratch, 0);
    lang_speak_in_thread(q->lang);
    buf_clear(out);
    out->full = false;
    if (!may_see(t, q, e) || !teller_deals(t, q, sequence, &told, e))
        return false;
    *told_sequence = told->sequence;
    bool ok = q->parts & (JSON_AT_GATES | JSON_COACHING) ? tell_seller(t, told, q, out, e)
              : q->parts & JSON_LEARNED                  ? tell_learned(t, told, q, out, e)
              : q->parts                                 ? tell_report(t, told, q, out, e)
                                                         : tell_rows(t, told, q, out, e);
    arena_rewind(&t->scratch, 0);
    if (ok && out->full)
        return err_set(e, ERR_LIMIT, "the answer is larger than %lld bytes", (long long)out->max);
    return ok;
}
