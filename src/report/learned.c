#include "report/learned.h"

static bool find_conduct(struct learned *l, struct arena *a, const struct history *h,
                         const struct standard *standard, str tzif, struct err *e)
{
    struct diags d;
    struct rules *rules = arena_new(a, struct rules);
    diags_init(&d, a);
    if (!rules_compile(rules, a, standard, tzif, &d)) {
        str said = d.list.n ? d.list.v[0].message : (str){0};
        (void)err_set(e, ERR_INPUT, "the standard cannot be used: %.*s", STR_ARG(said));
        return err_hint(e, "etalon check tells all");
    }
    l->rules = rules;
    conduct_find(&l->conduct, a, h, rules);
    return true;
}

#define STEPS                                                                                      \
    (1u << ACTIVITY_OTHER | 1u << ACTIVITY_STAGE | 1u << ACTIVITY_MILESTONE |                      \
     1u << ACTIVITY_REVOKED | 1u << ACTIVITY_WAIVED)

static bool find_contrasts(struct learned *l, struct arena *a, const struct history *h,
                           const struct learned_options *o, struct err *e)
{
    static const str rule[] = {{"outcome", 7}, {"version", 7}, {"period", 6}};
    const str *by = o->by_count ? o->by : rule;
    i64 n = o->by_count ? o->by_count : LENGTH(rule);
    for (i64 i = 0; i < n && l->contrast_count < LEARNED_CONTRASTS_MAX; i++) {
        struct contrast *c = &l->contrast[l->contrast_count];
        struct contrast_options *options = &l->contrast_options[l->contrast_count];
        *options = (struct contrast_options){.by = by[i],
                                             .days = o->days,
                                             .kinds = o->stages_only ? 1u << ACTIVITY_STAGE : STEPS,
                                             .seed = 1};
        contrast_find(c, a, h, options);
        if (c->refused == CONTRAST_NO_COLUMN && o->by_count) {
            (void)err_set(e, ERR_USAGE, "there is no column \"%.*s\" to compare deals by",
                          STR_ARG(by[i]));
            return err_hint(e, "there is: outcome, owner, period, and every attribute");
        }
        l->contrast_count += c->refused != CONTRAST_NO_COLUMN;
    }
    return true;
}

bool learned_find(struct learned *l, struct arena *a, const struct history *h,
                  const struct standard *standard, const struct learned_options *o, struct err *e)
{
    *l = (struct learned){.parts = o->parts ? o->parts : JSON_LEARNED,
                          .has_standard = standard != NULL};
    struct practices_options practices = {
        .landmarks = o->landmarks,
        .landmark_count = o->landmark_count,
        .deals = {.segment = o->segment, .horizon_days = o->horizon_days},
        .standard = standard,
        .seed = 1};
    if (o->segment.n && !history_find_attribute(h, o->segment)) {
        (void)err_set(e, ERR_USAGE, "there is no column \"%.*s\" to compare deals by",
                      STR_ARG(o->segment));
        return err_hint(e, "there is: outcome, owner, period, and every attribute");
    }
    if (l->parts & JSON_PRACTICES)
        practices_find(&l->practices, a, h, &practices);
    if (l->parts & (JSON_DEVIATIONS | JSON_GATES) && standard &&
        !find_conduct(l, a, h, standard, o->tzif, e))
        return false;
    if (l->parts & JSON_UNDECIDED)
        undecided_find(&l->undecided, a, h, standard);
    return !(l->parts & JSON_COMPARE) || find_contrasts(l, a, h, o, e);
}
