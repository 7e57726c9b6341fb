/* validate - the classification table of STATISTICS 4, on companies whose seeds were
 * never used while it was being built (1000 and up), with the product's own reader, history
 * and assessment. Prints ours beside the prototype's; says PASS or FAIL; exit 1 on FAIL.
 * usage: bench_validate [companies per kind and row, default 250] */
#include "validate.h"

#include "base/os.h"
#include "measure/answers.h"
#include "simulate/company.h"
#include "simulate/company_standard.h"
#include "standard/read.h"
#include "stats/draw.h"
#include "stats/survival.h"
#include "validate.h"

#include <math.h>
#include <stdio.h>

enum { SEEDS_MAX = 1000 };

/* One row of the table. `was`: accuracy of the prototype, percent (classify_results.json);
 * `kind` -1: all four. */
struct scenario {
    const char *name;
    enum company_variant variant;
    i32 kind;
    i64 deals;
    f64 logged, was;
};
static const struct scenario scenarios[] = {
    {"nominal", VARIANT_NOMINAL, -1, 50, 1, 97.6},
    {"nominal", VARIANT_NOMINAL, -1, 100, 1, 98.7},
    {"nominal", VARIANT_NOMINAL, -1, 300, 1, 98.7},
    {"nominal", VARIANT_NOMINAL, -1, 500, 1, 98.9},
    {"boundary", VARIANT_BOUNDARY, -1, 50, 1, 86.5},
    {"boundary", VARIANT_BOUNDARY, -1, 100, 1, 88.2},
    {"boundary", VARIANT_BOUNDARY, -1, 300, 1, 91.6},
    {"boundary", VARIANT_BOUNDARY, -1, 500, 1, 91.8},
    {"shelfware", VARIANT_SHELFWARE, COMPANY_RANDOM, 300, 1, 99.6},
    {"box-tick", VARIANT_BOX_TICK, COMPANY_INFORMAL, 300, 1, 100},
    {"cosmetic", VARIANT_COSMETIC, COMPANY_FORMAL, 300, 1, 100},
    {"one department", VARIANT_ONE_DEPARTMENT, COMPANY_INFORMAL, 300, 1, 100},
    {"80 % logged", VARIANT_NOMINAL, -1, 300, 0.8, 84.5},
    {"60 % logged", VARIANT_NOMINAL, -1, 300, 0.6, 52.7},
    {"40 % logged", VARIANT_NOMINAL, -1, 300, 0.4, 44.7},
};

struct verdict {
    enum kind kind;
    bool decided;
    u16 failed; /* criteria not passed */
};

struct work {
    const struct scenario *scenario;
    const struct standard *standard;
    i64 seeds;
    struct verdict *verdict; /* kind × seeds */
};

static void stop(const char *what, const struct err *e)
{
    fprintf(stderr, "validate: %s: %s\n", what, e->text);
    __builtin_trap();
}

static void classify(void *context, i64 chunk)
{
    const struct work *w = context;
    const struct scenario *s = w->scenario;
    i64 k = chunk / w->seeds;
    struct arena a;
    struct err e = {0};
    struct history h;
    if (s->kind >= 0 && k != s->kind)
        return;
    arena_init(&a, 4ll << 30);
    struct company_config config = {.kind = (enum company_kind)k,
                                    .variant = s->variant,
                                    .deals = s->deals,
                                    .logged = s->logged,
                                    .seed = (u64)(SEED_FIRST + chunk % w->seeds)};
    struct company *c = arena_new(&a, struct company);
    struct answers *answers = arena_new(&a, struct answers);
    struct measure_options options = {.threads = 1, .seed = 1};
    if (!company_simulate(c, &a, &config, &e) || !company_history(&h, &a, c, &e) ||
        !measure_all(answers, &a, &h, w->standard, &options, &e))
        stop("a company", &e);
    struct verdict *v = &w->verdict[chunk];
    v->kind = answers->assessment.kind;
    v->decided = answers->assessment.state == ASSESSMENT_DECIDED;
    for (i32 i = 0; i < CRITERIA; i++)
        v->failed |= (u16)(!answers->assessment.criteria[i].passed << i);
    arena_release(&a);
}

struct tally {
    i64 n, right, up, decided, decided_right;
    i64 confusion[COMPANY_KINDS][KIND_COUNT];
    i64 wrong_failed[CRITERIA]; /* among companies put too low: criteria not passed */
};

static struct tally count(const struct work *w)
{
    struct tally t = {0};
    for (i64 i = 0; i < COMPANY_KINDS * w->seeds; i++) {
        i64 k = i / w->seeds;
        if (w->scenario->kind >= 0 && k != w->scenario->kind)
            continue;
        const struct verdict *v = &w->verdict[i];
        bool right = (i64)v->kind == k;
        t.n++;
        t.right += right;
        t.up += (i64)v->kind > k;
        t.decided += v->decided;
        t.decided_right += v->decided && right;
        t.confusion[k][v->kind]++;
        for (i32 c = 0; c < CRITERIA && (i64)v->kind < k; c++)
            t.wrong_failed[c] += v->failed >> c & 1 && kind_thresholds[c].gate == (i32)v->kind + 2;
    }
    return t;
}

static f64 percent(i64 x, i64 n)
{
    return n ? 100.0 * (f64)x / (f64)n : NAN;
}

static void print_row(const struct scenario *s, const struct tally *t)
{
    printf("%-15s %4lld %8.1f %8.1f %8.1f %8.1f %7.2f  ", s->name, (long long)s->deals,
           percent(t->right, t->n), s->was, percent(t->n - t->decided, t->n),
           percent(t->decided_right, t->decided), percent(t->up, t->n));
    for (i32 k = 0; k < COMPANY_KINDS; k++)
        if (s->kind < 0 || s->kind == k)
            printf(" %lld/%lld/%lld/%lld", (long long)t->confusion[k][0],
                   (long long)t->confusion[k][1], (long long)t->confusion[k][2],
                   (long long)t->confusion[k][3]);
    for (i32 c = 0; c < CRITERIA; c++)
        if (t->wrong_failed[c] > 0)
            printf("  %s %lld", criterion_name((enum criterion_id)c),
                   (long long)t->wrong_failed[c]);
    printf("\n");
}

/* What the product promises: STATISTICS 8, acceptance tests. */
static bool meets(const struct scenario *s, const struct tally *t)
{
    bool ok = percent(t->up, t->n) <= 1;
    if (s->variant == VARIANT_NOMINAL && s->logged == 1 && s->deals == 300)
        ok = ok && percent(t->right, t->n) >= 95;
    return ok;
}

static bool validate_kinds(struct arena *a, const struct standard *standard, i64 seeds)
{
    bool ok = true;
    printf("classification: %lld companies per kind, seeds %d and up; percent\n"
           "%-15s %4s %8s %8s %8s %8s %7s  true R, I, F, D as R/I/F/D; criteria that lowered\n",
           (long long)seeds, SEED_FIRST, "companies", "n", "right", "before", "abstain", "decided",
           "too high");
    for (i64 i = 0; i < LENGTH(scenarios); i++) {
        i64 mark = arena_mark(a);
        struct work w = {&scenarios[i], standard, seeds,
                         arena_array(a, struct verdict, COMPANY_KINDS * seeds)};
        par_for(0, COMPANY_KINDS * seeds, classify, &w);
        struct tally t = count(&w);
        print_row(&scenarios[i], &t);
        fflush(stdout);
        ok = meets(&scenarios[i], &t) && ok;
        arena_rewind(a, mark);
    }
    printf("%s: right >= 95 at 300 nominal deals, too high <= 1 in every row\n\n",
           ok ? "PASS" : "FAIL");
    return ok;
}

static bool validate_outcomes(struct arena *a)
{
    bool ok = true;
    printf("outcomes in the end, 20,000 deals a kind, percent (target)\n");
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        i64 mark = arena_mark(a), seen[OUTCOME_COUNT] = {0};
        struct company *c = arena_new(a, struct company);
        struct err e = {0};
        struct company_config config = {
            .kind = (enum company_kind)k, .deals = 20000, .seed = SEED_FIRST};
        if (!company_simulate(c, a, &config, &e))
            stop("outcomes", &e);
        for (i64 i = 0; i < c->deals.n; i++)
            seen[c->deals.v[i].final]++;
        f64 target[3];
        company_target(config.kind, target);
        printf("%-9s", company_kind_id(config.kind));
        for (i32 o = 0; o < 3; o++) {
            f64 p = percent(seen[OUTCOME_WON + o], c->deals.n);
            printf("  %s %.1f (%.1f)", outcome_id((enum outcome)(OUTCOME_WON + o)), p, target[o]);
            ok = ok && fabs(p - target[o]) <= 1;
        }
        printf("\n");
        arena_rewind(a, mark);
    }
    printf("%s: each within 1 point\n\n", ok ? "PASS" : "FAIL");
    return ok;
}

/* The deals of golden/sim/sim_immature.py: uniform entry, Weibull times of shape 1.4 whose
 * scale depends on how the deal ends. */
struct cohort_sim {
    f64 scale[3]; /* won, lost, no decision */
    f64 time[400];
    u8 event[400];
    i64 n;
};
static const f64 shares[3] = {0.466, 0.296, 0.238};

static void draw_cohort(struct cohort_sim *s, struct rng *r, i64 n, f64 from, f64 to, f64 now)
{
    s->n = n;
    for (i64 i = 0; i < n; i++) {
        f64 entry = draw_uniform(r, from, to);
        i64 cause = draw_index(r, shares, 3);
        f64 t = ceil(pow(draw_exponential(r, 1), 1 / 1.4) * s->scale[cause]);
        bool seen = entry + t <= now;
        s->time[i] = fmax(1, fmin(t, floor(now - entry)));
        s->event[i] = seen ? (u8)(cause + 1) : 0;
    }
}

static struct estimate won_by(const struct cohort_sim *s, struct arena *a, f64 horizon)
{
    struct survival fit;
    struct survival_data data = {.time = s->time, .event = s->event, .n = s->n, .causes = 3};
    survival_fit(&fit, a, &data);
    return survival_cif_at(&fit, a, 1, horizon, 0.95);
}

static bool validate_coverage(struct arena *a)
{
    enum { RUNS = 3000 };
    static const i64 sizes[] = {40, 80, 200};
    static const f64 was[] = {94.1, 94.9, 95.3};
    struct rng r = rng_stream(SEED_FIRST, S("coverage"));
    f64 truth = shares[0] * (1 - exp(-pow(90.0 / 45, 1.4)));
    bool ok = true;
    printf("Aalen-Johansen 95 %% interval of won by day 90, coverage in percent (prototype)\n");
    for (i64 i = 0; i < LENGTH(sizes); i++) {
        i64 in = 0, all = 0;
        for (i64 run = 0; run < RUNS; run++) {
            i64 mark = arena_mark(a);
            struct cohort_sim s = {.scale = {45, 60, 120}};
            draw_cohort(&s, &r, sizes[i], 0, 300, 330);
            struct estimate e = won_by(&s, a, 90);
            bool usable = !isnan(e.ci.low);
            all += usable;
            in += usable && e.ci.low <= truth && truth <= e.ci.high;
            arena_rewind(a, mark);
        }
        f64 p = percent(in, all);
        printf("n %lld: %.1f (%.1f)\n", (long long)sizes[i], p, was[i]);
        ok = ok && p >= 93 && p <= 97;
    }
    printf("%s: between 93 and 97\n\n", ok ? "PASS" : "FAIL");
    return ok;
}

static f64 closed_rate(const struct cohort_sim *s)
{
    i64 won = 0, closed = 0;
    for (i64 i = 0; i < s->n; i++) {
        closed += s->event[i] > 0;
        won += s->event[i] == 1;
    }
    return (f64)won / (f64)closed;
}

/* A version 75 days old that changes nothing: what the closed deals pretend, and what the
 * cohort rate at 45 days says. */
static bool validate_immature(struct arena *a)
{
    enum { RUNS = 1500 };
    static const f64 scales[2][3] = {{45, 60, 120}, {90, 35, 120}};
    static const char *const names[] = {"wins close faster", "losses close faster"};
    struct rng r = rng_stream(SEED_FIRST, S("immature"));
    bool ok = true;
    printf("a new version without effect, 60 deals after 200, apparent points\n");
    for (i32 i = 0; i < 2; i++) {
        f64 naive = 0, cohort = 0;
        for (i64 run = 0; run < RUNS; run++) {
            i64 mark = arena_mark(a);
            struct cohort_sim before = {.scale = {scales[i][0], scales[i][1], scales[i][2]}};
            struct cohort_sim after = before;
            draw_cohort(&before, &r, 200, 0, 290, 365);
            draw_cohort(&after, &r, 60, 290, 365, 365);
            naive += closed_rate(&after) - closed_rate(&before);
            cohort += won_by(&after, a, 45).value - won_by(&before, a, 45).value;
            arena_rewind(a, mark);
        }
        naive *= 100.0 / RUNS;
        cohort *= 100.0 / RUNS;
        printf("%-20s closed deals %+.1f, cohort %+.1f\n", names[i], naive, cohort);
        ok = ok && (i ? naive < -5 : naive > 5) && fabs(cohort) < 1;
    }
    printf("%s: closed deals mislead by more than 5 points, the cohort by less than 1\n",
           ok ? "PASS" : "FAIL");
    return ok;
}

static const struct standard *claimed_standard(struct arena *a)
{
    struct buf text;
    struct diags d;
    struct standard *s = arena_new(a, struct standard);
    buf_init(&text, 1 << 20);
    company_standard_print(&text, COMPANY_FORMAL, 1);
    diags_init(&d, a);
    if (!standard_read(s, a, S("standard.yaml"), str_dup(a, buf_str(&text)), &d))
        stop("the standard", &(struct err){.text = "cannot be read"});
    buf_release(&text);
    return s;
}

int main(int argc, char **argv)
{
    i64 seeds = 250;
    struct arena a;
    if (argc > 1 && (!str_to_i64(str_c(argv[1]), &seeds) || seeds < 1 || seeds > SEEDS_MAX)) {
        fprintf(stderr, "validate: a number of companies from 1 to %d is expected\n", SEEDS_MAX);
        return 2;
    }
    arena_init(&a, 8ll << 30);
    bool ok = validate_outcomes(&a);
    ok = validate_coverage(&a) && ok;
    ok = validate_immature(&a) && ok;
    ok = validate_revise(&a) && ok;
    printf("\n");
    ok = validate_practices(&a) && ok;
    ok = validate_kinds(&a, claimed_standard(&a), seeds) && ok;
    arena_release(&a);
    return ok ? 0 : 1;
}
