/* company_govern.c - what the company does about its own standard: it publishes, trains,
 * gives feedback, reviews, revises, evaluates. A share `logged` of it is on record. */
#include "simulate/company_parts.h"
#include "simulate/company_standard.h"
#include "stats/draw.h"

#include <math.h>
#include <stdlib.h>

enum { YEAR_DAYS = 365, FIRST_REVISION_DAYS = 20, LAST_REVISION_DAYS = 60 };

struct governor {
    struct company *c;
    struct arena *arena;
    struct rng rng;
    i32 trained[COMPANY_REPS_MAX]; /* sellers in the order in which they are trained */
    i32 trained_count;
};

static i64 days_ms(f64 days)
{
    return (i64)(days * (f64)MS_PER_DAY);
}

static void add(struct governor *g, struct governance_event event)
{
    event.at_ms = company_office_ms(event.at_ms);
    if (event.at_ms < g->c->end_ms)
        *vec_push(g->arena, &g->c->governance) = event;
}

static void add_of_rep(struct governor *g, enum governance_kind kind, i64 at_ms, i32 rep,
                       i32 version)
{
    add(g, (struct governance_event){.kind = kind,
                                     .at_ms = at_ms,
                                     .actor = g->c->reps[rep].name,
                                     .department =
                                         str_c(company_departments[g->c->reps[rep].department]),
                                     .version = version});
}

static void add_training(struct governor *g, i32 version, i64 from_ms)
{
    for (i32 i = 0; i < g->trained_count; i++)
        add_of_rep(g, GOVERNANCE_TRAINED, from_ms + days_ms(draw_uniform(&g->rng, 1, 15)),
                   g->trained[i], version);
}

static void publish(struct governor *g, struct company_versions *v, i64 at_ms)
{
    v->from_ms[v->count++] = company_office_ms(at_ms);
    add(g, (struct governance_event){
               .kind = GOVERNANCE_PUBLISHED, .at_ms = at_ms, .version = v->count});
    add_training(g, v->count, at_ms);
}

/* A revision that is not logged is still in force: its version is published. */
static void revise(struct governor *g, struct company_versions *v, i64 at_ms)
{
    const struct company_draw *d = &g->c->draw;
    f64 logged = g->c->config.logged;
    bool kept = draw_chance(&g->rng, logged);
    bool evidence = draw_chance(&g->rng, d->evidence * logged);
    bool evaluated = draw_chance(&g->rng, d->evaluated * logged);
    i64 evaluated_ms = at_ms + days_ms(draw_uniform(&g->rng, 30, 50));
    publish(g, v, at_ms);
    if (!kept)
        return;
    add(g, (struct governance_event){
               .kind = GOVERNANCE_REVISED, .at_ms = at_ms, .version = v->count, .flag = evidence});
    if (evaluated)
        add(g, (struct governance_event){
                   .kind = GOVERNANCE_EVALUATED, .at_ms = evaluated_ms, .version = v->count});
}

/* Spread over the log, each in its own slot, and none so late that nothing can follow. */
static void add_revisions(struct governor *g, struct company_versions *v)
{
    const struct company *c = g->c;
    i32 n = (i32)lround((f64)c->draw.revisions * c->config.days / YEAR_DAYS);
    if (c->draw.revisions > 0 && n == 0)
        n = 1;
    n = (i32)i64_min(n, COMPANY_VERSIONS_MAX - 1);
    i64 from = c->start_ms + days_ms(FIRST_REVISION_DAYS);
    i64 span = c->end_ms - days_ms(LAST_REVISION_DAYS) - from;
    if (!c->draw.published || span <= 0)
        return;
    for (i32 i = 0; i < n; i++)
        revise(g, v, from + (i64)((i + draw_uniform(&g->rng, 0.15, 0.85)) * (f64)span / n));
}

/* So many a year, counted backward from the end; the last year may be a part of one. */
static void add_reviews(struct governor *g)
{
    const struct company *c = g->c;
    for (i64 end = c->end_ms; end > c->start_ms; end -= days_ms(YEAR_DAYS)) {
        i64 from = i64_max(c->start_ms, end - days_ms(YEAR_DAYS));
        for (i32 i = 0; i < c->draw.reviews; i++) {
            f64 at = draw_uniform(&g->rng, 0.02, 0.98);
            if (draw_chance(&g->rng, c->config.logged))
                add(g, (struct governance_event){.kind = GOVERNANCE_REVIEWED,
                                                 .at_ms = from + (i64)(at * (f64)(end - from)),
                                                 .actor = c->manager});
        }
    }
}

/* On Mondays, so that it falls into one week whichever day weeks are counted from. */
static void add_feedback(struct governor *g)
{
    const struct company *c = g->c;
    i64 first = days_of_ms(c->start_ms);
    first += (8 - weekday_of_days(first)) % 7;
    for (i64 day = first; day * MS_PER_DAY < c->end_ms; day += 7) {
        if (!draw_chance(&g->rng, c->draw.feedback_weeks * c->config.logged))
            continue;
        i64 people = 1 + rng_below(&g->rng, 3);
        for (i64 i = 0; i < people; i++)
            add_of_rep(g, GOVERNANCE_FEEDBACK,
                       day * MS_PER_DAY + rng_below(&g->rng, MS_PER_DAY / 2),
                       (i32)rng_below(&g->rng, c->rep_count), 0);
    }
}

static int by_time(const void *a, const void *b)
{
    const struct governance_event *x = a, *y = b;
    if (x->at_ms != y->at_ms)
        return x->at_ms < y->at_ms ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return str_cmp(x->actor, y->actor);
}

static void choose_trained(struct governor *g)
{
    const struct company *c = g->c;
    u32 order[COMPANY_REPS_MAX];
    for (i32 i = 0; i < c->rep_count; i++)
        order[i] = (u32)i;
    draw_shuffle_u32(&g->rng, order, c->rep_count);
    f64 share = c->draw.trained * (0.5 + 0.5 * c->config.logged);
    g->trained_count = (i32)lround(share * c->rep_count);
    for (i32 i = 0; i < g->trained_count; i++)
        g->trained[i] = (i32)order[i];
}

void company_govern(struct company *c, struct arena *a, struct company_versions *versions)
{
    struct governor g = {.c = c, .arena = a, .rng = rng_stream(c->config.seed, S("governance"))};
    *versions = (struct company_versions){0};
    choose_trained(&g);
    for (i32 i = 0; i < c->rep_count; i++)
        add_of_rep(&g, GOVERNANCE_MEMBER, c->start_ms - days_ms(7), i, 0);
    /* a random company's standard, if any, lies in a drawer */
    bool stale = c->draw.habit;
    f64 age = draw_uniform(&g.rng, stale ? 400 : 40, stale ? 900 : 400);
    if (c->draw.published)
        publish(&g, versions, c->start_ms - days_ms(age));
    add_revisions(&g, versions);
    add_reviews(&g);
    add_feedback(&g);
    if (c->governance.n)
        qsort(c->governance.v, (size_t)c->governance.n, sizeof *c->governance.v, by_time);
    c->version_count = versions->count;
}
