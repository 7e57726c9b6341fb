/* made.h - small histories for tests in a few lines: deals and events by day, counted from a
 * Monday (1 January 2024). Everything not said is not known. Include after cmocka.h, in one
 * file of a test. */
#pragma once

#include "measure/answers.h"
#include "standard/standard.h"

#include <math.h>

#define MADE_MONDAY 19723ll /* 2024-01-01 */
enum { NO_DAY = -1000000, ON_DEALS_MAX = 40 };

struct made {
    struct arena arena;
    struct history_builder *b;
    struct standard *standard; /* NULL: none */
    struct measure_options options;
    struct history h;
    struct answers answers;
};

static inline i64 made_ms(f64 day)
{
    return day <= NO_DAY ? TIME_NONE : (i64)((MADE_MONDAY + day) * (f64)MS_PER_DAY);
}

static inline void made_init(struct made *m)
{
    *m = (struct made){.options = {.threads = 1, .seed = 1}};
    arena_init(&m->arena, 1ll << 32);
    m->b = history_builder_new(&m->arena);
}

static inline void made_release(struct made *m)
{
    arena_release(&m->arena);
}

/* Throws the history away and begins another. */
static inline void made_again(struct made *m)
{
    made_release(m);
    made_init(m);
}

struct made_deal {
    enum outcome outcome;
    f64 start, close, seen, expected, modified; /* `close` 0 of an open deal: none */
    const char *owner, *currency, *reason;
    i64 amount; /* minor; 0: not known, unless `amount_is_zero` */
    bool amount_is_zero;
};

static inline i64 made_add_deal(struct made *m, struct made_deal d)
{
    bool open = d.outcome == OUTCOME_OPEN;
    struct history_deal deal = {.id = S("d"),
                                .created_ms = TIME_NONE,
                                .entered_ms = made_ms(d.start),
                                .seen_from_ms = d.seen == 0 ? TIME_NONE : made_ms(d.seen),
                                .closed_ms = open ? TIME_NONE : made_ms(d.close),
                                .expected_ms = d.expected == 0 ? TIME_NONE : made_ms(d.expected),
                                .modified_ms = d.modified == 0 ? TIME_NONE : made_ms(d.modified),
                                .outcome = d.outcome,
                                .owner = d.owner ? str_c(d.owner) : (str){0},
                                .reason = d.reason ? str_c(d.reason) : (str){0},
                                .currency = d.currency ? str_c(d.currency) : (str){0},
                                .amount_minor = d.amount,
                                .amount_known = d.amount != 0 || d.amount_is_zero};
    return history_add_deal(m->b, &deal);
}
/* made_deal(&m, OUTCOME_WON, .start = 3, .close = 10): the deal's number */
#define made_deal(m, how, ...)                                                                     \
    made_add_deal(m, (struct made_deal){.outcome = (enum outcome)(how), __VA_ARGS__})

/* `n` deals alike. */
static inline void made_deals(struct made *m, i64 n, struct made_deal d)
{
    for (i64 i = 0; i < n; i++)
        made_add_deal(m, d);
}

struct made_event {
    i64 deal;
    f64 day;
    const char *word;
    enum activity_kind kind;
    i64 value;
    bool has_value;
    const char *actor;
    f64 recorded; /* 0: not known */
};

static inline void made_add_event(struct made *m, struct made_event e)
{
    struct history_event event = {.deal = e.deal,
                                  .at_ms = made_ms(e.day),
                                  .recorded_ms = e.recorded == 0 ? TIME_NONE : made_ms(e.recorded),
                                  .activity = str_c(e.word),
                                  .kind = e.kind,
                                  .actor = e.actor ? str_c(e.actor) : (str){0},
                                  .value = e.value,
                                  .has_value = e.has_value};
    history_add_event(m->b, &event);
}
/* made_event(&m, deal, 4, "call", .recorded = 9) */
#define made_event(m, deal_, day_, word_, ...)                                                     \
    made_add_event(                                                                                \
        m, (struct made_event){.deal = (deal_), .day = (day_), .word = (word_), __VA_ARGS__})

static inline void made_stage(struct made *m, i64 deal, f64 day, const char *stage)
{
    made_event(m, deal, day, stage, .kind = ACTIVITY_STAGE);
}

static inline void made_milestone(struct made *m, i64 deal, f64 day, const char *milestone)
{
    made_event(m, deal, day, milestone, .kind = ACTIVITY_MILESTONE);
}

/* On `day` the expected close became `close`. */
static inline void made_promise(struct made *m, i64 deal, f64 day, i64 close)
{
    made_event(m, deal, day, "close date", .kind = ACTIVITY_CLOSE_DATE,
               .value = MADE_MONDAY + close, .has_value = true);
}

static inline void made_stages(struct made *m, const char *const *names, i64 n)
{
    str list[ON_DEALS_MAX];
    for (i64 i = 0; i < n; i++)
        list[i] = str_c(names[i]);
    history_set_stages(m->b, list, n);
}

static inline void made_act(struct made *m, enum governance_kind kind, f64 day, const char *actor,
                            const char *department, i32 version, bool flag)
{
    struct governance_event e = {kind,
                                 made_ms(day),
                                 actor ? str_c(actor) : (str){0},
                                 department ? str_c(department) : (str){0},
                                 version,
                                 flag};
    history_add_governance(m->b, &e);
}

/* Everything measured, known up to day `as_of`. */
static inline const struct answers *made_measure(struct made *m, i64 as_of)
{
    struct err e = {0};
    if (!history_build(&m->h, m->b, made_ms((f64)as_of), 1, &e))
        fail_msg("%s", e.text);
    if (!measure_all(&m->answers, &m->arena, &m->h, m->standard, &m->options, &e))
        fail_msg("%s", e.text);
    return &m->answers;
}

/* A standard of stages and of required milestones, one or more per stage. */
static inline void made_standard_stage(struct made *m, const char *stage)
{
    if (!m->standard)
        m->standard = arena_new(&m->arena, struct standard);
    struct stage *s = vec_push(&m->arena, &m->standard->stages);
    *s = (struct stage){.id = str_c(stage)};
}

static inline void made_standard_milestone(struct made *m, const char *milestone, enum grade grade)
{
    struct milestone *v = vec_push(&m->arena, &m->standard->milestones);
    *v = (struct milestone){
        .id = str_c(milestone), .stage = (i32)m->standard->stages.n - 1, .grade = grade};
}

static inline const struct cannot_say *made_cannot_say(const struct answers *a, enum subject what)
{
    for (i64 i = 0; i < a->cannot_say.list.n; i++)
        if (a->cannot_say.list.v[i].what == what)
            return &a->cannot_say.list.v[i];
    return NULL;
}

static inline const struct warning *made_warning(const struct answers *a, enum warning_code code)
{
    for (i64 i = 0; i < a->warnings.list.n; i++)
        if (a->warnings.list.v[i].code == code)
            return &a->warnings.list.v[i];
    return NULL;
}

static inline void assert_close(f64 got, f64 expected)
{
    if (!(fabs(got - expected) <= 1e-9 + 1e-9 * fabs(expected)))
        fail_msg("%.12g, expected %.12g", got, expected);
}

static inline void assert_rate(struct rate r, i64 numerator, i64 denominator)
{
    if (r.numerator != numerator || r.denominator != denominator)
        fail_msg("%lld of %lld, expected %lld of %lld", (long long)r.numerator,
                 (long long)r.denominator, (long long)numerator, (long long)denominator);
}

/* What every rate keeps: a value within its interval, or none at all. */
static inline void assert_sound(struct rate r)
{
    if (r.standing != STANDING_MEASURED) {
        assert_true(isnan(r.value) && isnan(r.low) && isnan(r.high));
        return;
    }
    assert_true(r.low >= 0 && r.high <= 1);
    assert_true(r.low <= r.value + 1e-12 && r.value <= r.high + 1e-12);
}

/* What every test of a measure fills: its history is new in each. */
static struct made m;

static inline int setup(void **state)
{
    (void)state;
    made_init(&m);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    made_release(&m);
    return 0;
}
