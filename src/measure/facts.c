#include "measure/facts.h"

#include <stdlib.h>

enum {
    BURST_DEALS_MIN = 10, /* fewer deals on two days are nothing strange */
    BURST_SPAN_DAYS = 30, /* closes spread over less would fit a real burst */
};
#define BURST_SHARE 0.8
/* Above these shares the dates of the rest would mislead more than they tell. */
#define UNDATED_SHARE_MAX 0.5
#define BACKWARD_SHARE_MAX 0.2

static int compare_i64(const void *a, const void *b)
{
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return (x > y) - (x < y);
}

void facts_sort(i64 *v, i64 n)
{
    qsort(v, (size_t)n, sizeof *v, compare_i64);
}

i64 facts_burst(const i64 *days, i64 n, i64 *first_day)
{
    i64 most = 0;
    for (i64 low = 0, high = 0; high < n; high++) {
        while (days[high] > days[low] + 1)
            low++;
        if (high - low + 1 > most) {
            most = high - low + 1;
            *first_day = days[low];
        }
    }
    return most;
}

bool facts_amount(const struct facts *f, const struct history *h, i64 deal, i64 *minor)
{
    if (!h->amount_known[deal] || h->currency[deal] != f->currency)
        return false;
    *minor = h->amount_minor[deal];
    return true;
}

const struct history_attribute *facts_version_column(const struct history *h)
{
    const struct history_attribute *at = history_find_attribute(h, S("version"));
    return at ? at : history_find_attribute(h, S("process version"));
}

static void count_outcomes(struct facts *f, const struct history *h)
{
    i64 n[OUTCOME_COUNT] = {0};
    for (i64 d = 0; d < h->deal_count; d++)
        n[h->outcome[d]]++;
    f->counts = (struct outcome_counts){
        .won = n[OUTCOME_WON],
        .lost = n[OUTCOME_LOST],
        .no_decision = n[OUTCOME_NO_DECISION],
        .walked = n[OUTCOME_WALKED],
        .invalid = n[OUTCOME_INVALID],
        .open = n[OUTCOME_OPEN],
        .deals = h->deal_count,
    };
    f->closed = f->counts.won + f->counts.lost + f->counts.no_decision;
}

static i64 day_or_none(i64 at_ms)
{
    return at_ms == TIME_NONE ? DAY_NONE : days_of_ms(at_ms);
}

/* A deal without an entry has not entered, unless the source knows no entries at all. */
static void find_days(struct facts *f, struct arena *a, const struct history *h)
{
    bool entries = false;
    for (i64 d = 0; d < h->deal_count && !entries; d++)
        entries = h->entered_ms[d] != TIME_NONE;
    const i64 *start = entries ? h->entered_ms : h->created_ms;
    f->start_day = arena_array(a, i64, h->deal_count);
    f->close_day = arena_array(a, i64, h->deal_count);
    f->as_of_day = day_or_none(h->as_of_ms);
    f->first_close_day = f->last_close_day = f->first_start_day = f->load_day = DAY_NONE;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 from = f->start_day[d] = day_or_none(start[d]);
        bool ended = h->outcome[d] != OUTCOME_OPEN;
        i64 to = f->close_day[d] = ended ? day_or_none(h->closed_ms[d]) : DAY_NONE;
        if (from != DAY_NONE) {
            f->started++;
            if (f->first_start_day == DAY_NONE || from < f->first_start_day)
                f->first_start_day = from;
        }
        if (to == DAY_NONE || !outcome_is_closed(h->outcome[d]))
            continue;
        f->closed_dated++;
        f->start_after_close += from != DAY_NONE && from > to;
        f->last_close_day = i64_max(f->last_close_day, to);
        if (f->first_close_day == DAY_NONE || to < f->first_close_day)
            f->first_close_day = to;
    }
}

/* Most deals "created" within two days while they close over months: that is the day of the
 * import, not of the deals. */
static void find_load(struct facts *f, struct arena *a, const struct history *h)
{
    i64 mark = arena_mark(a), n = 0;
    i64 *days = arena_array(a, i64, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++)
        if (f->start_day[d] != DAY_NONE)
            days[n++] = f->start_day[d];
    facts_sort(days, n);
    f->load_deals = facts_burst(days, n, &f->load_day);
    f->created_is_load = n >= BURST_DEALS_MIN && (f64)f->load_deals >= BURST_SHARE * (f64)n &&
                         f->closed_dated > 1 &&
                         f->last_close_day - f->first_close_day >= BURST_SPAN_DAYS;
    arena_rewind(a, mark);
}

static void find_owners(struct facts *f, struct arena *a, const struct history *h)
{
    i64 mark = arena_mark(a);
    u8 *seen = arena_array(a, u8, h->actors.n);
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->owner[d] != HISTORY_NO_ID && h->outcome[d] != OUTCOME_INVALID) {
            f->owners += !seen[h->owner[d]];
            seen[h->owner[d]] = 1;
        }
    arena_rewind(a, mark);
}

/* The currency most won deals with an amount are in. */
static void find_currency(struct facts *f, struct arena *a, const struct history *h)
{
    i64 mark = arena_mark(a), most = 0;
    i64 *won = arena_array(a, i64, h->currencies.n + 1);
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->outcome[d] == OUTCOME_WON && h->amount_known[d])
            won[h->currency[d]]++;
    for (i64 c = 0; c < h->currencies.n; c++) {
        f->currencies += won[c] > 0;
        if (won[c] > most) {
            most = won[c];
            f->currency = (u16)c;
        }
    }
    f->currency_known = most > 0 && dict_name(&h->currencies, f->currency).n > 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor = 0;
        bool known = facts_amount(f, h, d, &minor);
        f->won_with_amount += h->outcome[d] == OUTCOME_WON && known;
        f->lost_without_amount += h->outcome[d] == OUTCOME_LOST && (!known || minor == 0);
    }
    arena_rewind(a, mark);
}

static void count_events(struct facts *f, const struct history *h)
{
    for (i64 e = 0; e < h->event_count; e++)
        f->event_kinds[h->activity_kind[h->activity[e]]]++;
}

/* Of the won deals with dates, those with a sign of life after the beginning and before the end.
 * Silence means nothing in a log that only knows when deals begin and end. */
static i64 won_with_life(const struct history *h, i64 *won)
{
    i64 alive = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (h->outcome[d] != OUTCOME_WON || h->closed_ms[d] == TIME_NONE)
            continue;
        bool life = false;
        i64 start = h->entered_ms[d] == TIME_NONE ? h->created_ms[d] : h->entered_ms[d];
        for (i64 e = h->first[d]; e < h->first[d + 1] && !life; e++)
            life = facts_sign_of_life(h->activity_kind[h->activity[e]]) && h->at_ms[e] > start &&
                   h->at_ms[e] < h->closed_ms[d];
        (*won)++;
        alive += life;
    }
    return alive;
}

static bool has_milestone_of(const struct history *h, const struct standard *s)
{
    for (i64 i = 0; i < s->milestones.n; i++)
        for (i64 k = 0; k < h->activities.n; k++)
            if (h->activity_kind[k] == ACTIVITY_MILESTONE &&
                str_eq_fold(h->activity_word[k], s->milestones.v[i].id))
                return true;
    return false;
}

static void know(struct facts *f, enum fact fact, bool known, enum cause why, i64 count, i64 of)
{
    f->known[fact] = known;
    if (!known)
        f->missing[fact] = (struct cannot_say){.why = why,
                                               .would_need = cause_need(why),
                                               .count = count,
                                               .of = of,
                                               .at_ms = TIME_NONE};
}

static void know_dates(struct facts *f)
{
    bool dated =
        f->closed_dated > 0 && (f64)f->closed_dated >= (1 - UNDATED_SHARE_MAX) * (f64)f->closed;
    know(f, FACT_CLOSE_DATES, dated, f->closed ? CAUSE_NO_CLOSE_DATE : CAUSE_NO_CLOSED,
         f->closed_dated, f->closed);
    f->known[FACT_TIMES] = dated;
    f->missing[FACT_TIMES] = f->missing[FACT_CLOSE_DATES];
    if (!dated)
        return;
    if (f->started == 0) {
        know(f, FACT_TIMES, false, CAUSE_NO_START_DATE, 0, f->counts.deals);
    } else if (f->created_is_load) {
        know(f, FACT_TIMES, false, CAUSE_CREATED_IS_LOAD, f->load_deals, f->started);
        f->missing[FACT_TIMES].at_ms = f->load_day * MS_PER_DAY;
    } else if ((f64)f->start_after_close > BACKWARD_SHARE_MAX * (f64)f->closed_dated) {
        know(f, FACT_TIMES, false, CAUSE_START_AFTER_CLOSE, f->start_after_close, f->closed_dated);
    }
}

void facts_find(struct facts *f, struct arena *a, const struct history *h,
                const struct standard *standard)
{
    *f = (struct facts){0};
    count_outcomes(f, h);
    find_days(f, a, h);
    find_load(f, a, h);
    find_owners(f, a, h);
    find_currency(f, a, h);
    count_events(f, h);

    const struct outcome_counts *n = &f->counts;
    const i64 *kinds = f->event_kinds;
    know(f, FACT_DEALS, n->deals > 0, CAUSE_NO_DEALS, 0, 0);
    know(f, FACT_CLOSED, f->closed > 0, CAUSE_NO_CLOSED, 0, n->deals);
    know(f, FACT_TWO_OUTCOMES, n->won > 0 && n->won < f->closed,
         f->closed ? CAUSE_ONE_OUTCOME : CAUSE_NO_CLOSED, f->closed, n->deals);
    know_dates(f);
    know(f, FACT_NO_DECISION, n->no_decision > 0,
         f->closed ? CAUSE_NO_DECISION_UNSEEN : CAUSE_NO_CLOSED, 0, f->closed);
    know(f, FACT_AMOUNTS, f->won_with_amount > 0, n->won ? CAUSE_NO_AMOUNT : CAUSE_NO_CLOSED,
         f->won_with_amount, n->won);
    know(f, FACT_OWNERS, f->owners > 1, f->owners ? CAUSE_ONE_OWNER : CAUSE_NO_OWNER, f->owners,
         n->deals);
    know(f, FACT_STAGES, kinds[ACTIVITY_STAGE] > 0, CAUSE_NO_STAGE_EVENTS, 0, 0);
    know(f, FACT_DATE_CHANGES, kinds[ACTIVITY_CLOSE_DATE] > 0, CAUSE_NO_CLOSE_DATE_CHANGES, 0, 0);
    i64 won = 0, alive = won_with_life(h, &won);
    know(f, FACT_ACTIVITIES, alive > 0 && 2 * alive >= won, CAUSE_NO_ACTIVITY_EVENTS, alive, won);
    know(f, FACT_STANDARD, standard != NULL, CAUSE_NO_STANDARD, 0, 0);
    know(f, FACT_MILESTONES, standard && has_milestone_of(h, standard),
         standard ? CAUSE_NO_MILESTONES : CAUSE_NO_STANDARD, 0,
         standard ? standard->milestones.n : 0);
}
