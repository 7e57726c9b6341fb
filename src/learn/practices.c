#include "learn/practices.h"

#include "learn/practices_parts.h"
#include "stats/multiplicity.h"
#include "stats/power.h"
#include "stats/rank.h"
#include "stats/shrink.h"

#include <math.h>

const char *practices_refused_id(enum practices_refused r)
{
    static const char *const ids[] = {"measured", "too-few", "begun-by-load", "one-outcome",
                                      "nothing-to-compare"};
    return ids[r];
}

const char *practice_standing_id(enum practice_standing s)
{
    static const char *const ids[] = {"tested", "too-few", "alike", "crowded", "alone"};
    return ids[s];
}

/* --- which are looked at ------------------------------------------------------------------ */

static i64 count_both(const u64 *a, const u64 *b, i64 words)
{
    i64 n = 0;
    for (i64 i = 0; i < words; i++)
        n += __builtin_popcountll(a[i] & b[i]);
    return n;
}

/* Correlation of two candidates over the deals of which both are told. */
static f64 correlation(const struct features *f, i64 a, i64 b)
{
    const u64 *da = &f->did[a * f->words], *db = &f->did[b * f->words];
    const u64 *ka = &f->known[a * f->words], *kb = &f->known[b * f->words];
    i64 n11 = count_both(da, db, f->words), n = count_both(ka, kb, f->words);
    i64 na = count_both(da, kb, f->words), nb = count_both(ka, db, f->words);
    f64 spread = sqrt((f64)na * (f64)(n - na)) * sqrt((f64)nb * (f64)(n - nb));
    return spread > 0 ? ((f64)n * (f64)n11 - (f64)na * (f64)nb) / spread : 0;
}

/* How many deals more until the smaller side has enough, if they are like these. */
static i64 wanted_for(i64 side, i64 all)
{
    if (side == 0)
        return 0;
    f64 share = (f64)side / (f64)all, need = FEATURES_ARM_MIN / fmin(share, 1);
    return (i64)ceil(need) - all > 0 ? (i64)ceil(need) - all : 0;
}

static void look(struct finding *w, i64 candidate)
{
    const struct features *f = &w->f->features;
    struct practice_result r = {.practice = f->list[candidate], .candidate = candidate};
    const u64 *did = &f->did[candidate * f->words], *known = &f->known[candidate * f->words];
    r.did = count_both(did, did, f->words);
    r.not_did = count_both(known, known, f->words) - r.did;
    i64 all = r.did + r.not_did, side = i64_min(r.did, r.not_did);
    /* nobody, or everybody: there is nothing to ask */
    if (side == 0)
        return;
    r.share_without = (f64)r.not_did / (f64)all;
    r.difference = r.shrunken = r.wins_per_100 = (struct estimate){NAN, NAN, interval_none()};
    r.p = r.p_adjusted = r.strength = r.strength_limit = NAN;
    r.alike = -1;
    if (side < FEATURES_ARM_MIN || (f64)side < PRACTICES_COMMON * (f64)all) {
        r.standing = PRACTICE_THIN;
        r.wanted = side < FEATURES_ARM_MIN ? wanted_for(side, all) : 0;
    }
    for (i64 i = 0; i < w->list.n && r.standing == PRACTICE_TESTED; i++)
        if (w->list.v[i].standing == PRACTICE_TESTED &&
            fabs(correlation(f, w->list.v[i].candidate, candidate)) > PRACTICES_ALIKE) {
            r.standing = PRACTICE_ALIKE;
            r.alike = i;
        }
    if (r.standing == PRACTICE_TESTED && w->f->tested == PRACTICES_TESTED_MAX)
        r.standing = PRACTICE_CROWDED;
    w->f->tested += r.standing == PRACTICE_TESTED;
    *vec_push(w->a, &w->list) = r;
}

/* --- the whole family --------------------------------------------------------------------- */

static void adjust(struct finding *w)
{
    i64 n = w->list.n, m = 0;
    f64 *p = arena_array(w->a, f64, n), *theta = arena_array(w->a, f64, n);
    f64 *s = arena_array(w->a, f64, n);
    struct estimate *drawn = arena_array(w->a, struct estimate, n);
    for (i64 i = 0; i < n; i++)
        p[i] = w->list.v[i].p; /* NAN: not of the family */
    multiplicity_bh(p, w->a, p, n);
    for (i64 i = 0; i < n; i++) {
        struct practice_result *r = &w->list.v[i];
        r->p_adjusted = p[i];
        r->found = p[i] <= PRACTICES_FALSE;
        w->f->found += r->found;
        if (isnan(r->difference.value) || !(r->difference.se > 0))
            continue;
        theta[m] = r->difference.value;
        s[m++] = r->difference.se;
    }
    shrink_to_zero(drawn, theta, s, m, PRACTICES_LEVEL);
    for (i64 i = 0, k = 0; i < n; i++) {
        struct practice_result *r = &w->list.v[i];
        if (!isnan(r->difference.value) && r->difference.se > 0)
            r->shrunken = drawn[k++];
    }
}

/* Tested ones first, surest first; `alike` follows. */
static void sort(struct finding *w)
{
    i64 n = w->list.n;
    f64 *key = arena_array(w->a, f64, n);
    u32 *order = arena_array(w->a, u32, n), *place = arena_array(w->a, u32, n);
    struct practice_result *sorted = arena_array(w->a, struct practice_result, n);
    for (i64 i = 0; i < n; i++)
        key[i] = isnan(w->list.v[i].p) ? 2 : w->list.v[i].p;
    rank_order(order, w->a, key, n);
    for (i64 i = 0; i < n; i++) {
        sorted[i] = w->list.v[order[i]];
        place[order[i]] = (u32)i;
    }
    for (i64 i = 0; i < n; i++)
        if (sorted[i].alike >= 0)
            sorted[i].alike = place[sorted[i].alike];
    w->f->list = sorted;
    w->f->n = n;
}

/* What four families in five of this size would show, were it the only question and the sides as
 * even as its most even one: nothing smaller can be expected to be seen. */
static f64 detectable(const struct practice_family *f)
{
    i64 side = 0;
    for (i64 i = 0; i < f->n; i++)
        if (f->list[i].standing == PRACTICE_TESTED)
            side = i64_max(side, i64_min(f->list[i].did, f->list[i].not_did));
    f64 base = (f64)f->deals.won_count / (f64)i64_max(1, f->deals.n - f->deals.censored_count);
    return side ? power_detectable(base, (f64)side, PRACTICES_LEVEL, 0.8) : NAN;
}

/* The currency of most amounts; -1 when there is none. */
static i32 main_currency(struct arena scratch, const struct history *h)
{
    i64 *deals = arena_array(&scratch, i64, h->currencies.n + 1);
    i32 best = -1;
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->amount_known[d] && h->currency[d] < h->currencies.n)
            deals[h->currency[d]]++;
    for (i32 c = 0; c < h->currencies.n; c++)
        if (deals[c] > (best < 0 ? 0 : deals[best]))
            best = c;
    return best;
}

static enum practices_refused refusal(const struct landmark_deals *l)
{
    i64 told = l->n - l->censored_count;
    if (l->loaded)
        return PRACTICES_LOADED;
    if (l->n < PRACTICES_DEALS_MIN)
        return PRACTICES_FEW;
    return l->won_count == 0 || l->won_count == told ? PRACTICES_ONE_END : PRACTICES_MEASURED;
}

static void find_family(struct practice_family *f, struct arena *a, const struct history *h,
                        struct landmark at, const struct practices_options *o)
{
    struct finding w = {.f = f, .a = a, .h = h, .seed = o->seed};
    landmark_gather(&f->deals, a, h, at, &o->deals);
    f->refused = refusal(&f->deals);
    f->grade = f->deals.sellers_known ? EVIDENCE_ADJUSTED : EVIDENCE_RAW;
    f->detectable = f->wanted_weeks = NAN;
    f->currency = main_currency(*a, h);
    if (f->refused == PRACTICES_FEW) {
        f->wanted = PRACTICES_DEALS_MIN - f->deals.n;
        if (f->deals.per_week > 0)
            f->wanted_weeks = (f64)f->wanted / f->deals.per_week;
    }
    if (f->refused != PRACTICES_MEASURED)
        return;
    features_find(&f->features, a, h, &f->deals, o->standard, o->kinds ? o->kinds : PRACTICES_ALL);
    for (i64 c = 0; c < f->features.count; c++)
        look(&w, c);
    f->pseudo = f->deals.censored_count > 0;
    f->permuted = !f->pseudo && f->deals.n < PRACTICES_PERMUTE_BELOW;
    practices_test(&w);
    adjust(&w);
    sort(&w);
    if (f->tested == 0)
        f->refused = PRACTICES_NO_FEATURE;
    f->detectable = detectable(f);
}

void practices_find(struct practices *out, struct arena *a, const struct history *h,
                    const struct practices_options *o)
{
    struct landmark all[LANDMARKS_MAX];
    const struct landmark *list = o->landmark_count ? o->landmarks : all;
    *out = (struct practices){0};
    i64 n = o->landmark_count ? o->landmark_count : landmarks_default(all, *a, h);
    for (i64 i = 0; i < n; i++) {
        find_family(&out->family[out->n], a, h, list[i], o);
        /* a stage in which nobody stands open marks an end, and is no landmark */
        bool asked = o->landmark_count > 0 || out->family[out->n].deals.n > 0;
        if (asked || !list[i].is_stage)
            out->n++;
        else
            out->family[out->n] = (struct practice_family){0};
    }
}

/* --- the deals behind ---------------------------------------------------------------------- */

void practices_rows(u8 *in, const struct practice_family *f, const struct practice_result *r,
                    bool without, bool won)
{
    const u64 *did = &f->features.did[r->candidate * f->features.words];
    const u64 *known = &f->features.known[r->candidate * f->features.words];
    for (i64 i = 0; i < f->deals.n; i++) {
        bool side = features_has(known, i) && features_has(did, i) != without;
        bool told = !f->deals.censored[i] && (!won || f->deals.won[i]);
        in[f->deals.deal[i]] = side && told;
    }
}

i64 practices_family_named(const struct practices *p, struct arena *a, const struct history *h,
                           str id)
{
    for (i64 i = 0; i < p->n; i++)
        if (str_eq(landmark_id(a, h, p->family[i].deals.at), id))
            return i;
    return -1;
}

i64 practices_result_named(const struct practice_family *f, struct arena *a,
                           const struct history *h, str id)
{
    for (i64 i = 0; i < f->n; i++)
        if (str_eq(practice_id(a, h, f->list[i].practice), id))
            return i;
    return -1;
}
