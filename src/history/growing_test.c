/* A history that grows is, at every moment and as of any moment, the one that would be built
 * from nothing. The twin knows neither facts nor columns: it keeps a list of what was said and
 * reads all of it, by names, for every question. */
#include "history/growing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { STEPS = 400, DEALS = 24, PEOPLE = 5, EDITIONS = 3, ROUNDS = 40 };
#define DAY MS_PER_DAY

enum step_kind {
    STEP_EDITION,
    STEP_PERSON,
    STEP_OPEN,
    STEP_EVENT,
    STEP_REASON,
    STEP_REOPEN,
    STEP_NO_AMOUNT,
    STEP_MOVE,
    STEP_FIELD,
    STEP_FORGET, /* what the deal did since the step `value` never was */
    STEP_ACT,
    STEP_KINDS,
};

struct step {
    enum step_kind kind;
    struct moment when;
    i64 deal, person, value;
    i32 edition;
    enum activity_kind activity;
    str word, field;
    bool has_value;
    i64 index;
};

struct life {
    struct step step[STEPS];
    i64 n, deals;
    i64 now_ms;
    i32 editions;
    bool no_imports;
    struct rng rng;
};

static const char *const stages[] = {"problem", "cost", "agreed"};
static const char *const milestones[] = {"champion", "budget"};
static const char *const processes[] = {"sales", "sales", "renewal"};

static str pick(struct rng *r, const char *const *words, i64 n)
{
    return str_c(words[rng_below(r, n)]);
}

/* --- random lives ------------------------------------------------------------------------- */

/* Some things are told late, some were imported. */
static struct moment random_moment(struct life *l)
{
    l->now_ms += rng_below(&l->rng, 8 * 3600) * 1000;
    i64 late = rng_below(&l->rng, 4) ? 0 : rng_below(&l->rng, 5 * 86400) * 1000;
    bool imported = !l->no_imports && rng_below(&l->rng, 9) == 0;
    return (struct moment){l->now_ms - late, imported ? TIME_NONE : l->now_ms};
}

static void random_event(struct life *l, struct step *s)
{
    static const enum activity_kind kinds[] = {
        ACTIVITY_STAGE,      ACTIVITY_STAGE,  ACTIVITY_MILESTONE, ACTIVITY_REVOKED, ACTIVITY_WAIVED,
        ACTIVITY_CLOSE_DATE, ACTIVITY_AMOUNT, ACTIVITY_OWNER,     ACTIVITY_OUTCOME, ACTIVITY_OTHER};
    s->activity = kinds[rng_below(&l->rng, LENGTH(kinds))];
    s->person = rng_below(&l->rng, PEOPLE + 1);
    s->value = rng_below(&l->rng, 20000);
    switch (s->activity) {
    case ACTIVITY_STAGE: s->word = pick(&l->rng, stages, LENGTH(stages)); break;
    case ACTIVITY_CLOSE_DATE: s->word = S("close-date"), s->has_value = true; break;
    case ACTIVITY_AMOUNT: s->word = S("amount"), s->has_value = true; break;
    case ACTIVITY_OWNER: s->word = S("owner"), s->person = 1 + rng_below(&l->rng, PEOPLE); break;
    case ACTIVITY_OUTCOME:
        s->value = 1 + rng_below(&l->rng, OUTCOME_COUNT - 1);
        s->word = str_c(outcome_id((enum outcome)s->value));
        s->has_value = true;
        break;
    case ACTIVITY_OTHER: s->word = S("call"); break;
    default: s->word = pick(&l->rng, milestones, LENGTH(milestones));
    }
}

static i64 opening_of(const struct life *l, i64 deal)
{
    i64 i = 0;
    while (l->step[i].kind != STEP_OPEN || l->step[i].deal != deal)
        i++;
    return i;
}

static void random_step(struct life *l)
{
    static const char *const names[] = {"Ann", "Bo", "Ann"}; /* two of one name */
    static const char *const values[] = {"small", "large", ""};
    struct step *s = &l->step[l->n++];
    *s = (struct step){.when = random_moment(l), .index = l->n - 1};
    s->kind = l->n <= 1 ? STEP_EDITION : (enum step_kind)rng_below(&l->rng, STEP_KINDS);
    if (s->kind != STEP_EDITION && s->kind != STEP_PERSON && s->kind != STEP_ACT &&
        (l->deals == 0 || rng_below(&l->rng, 12) == 0))
        s->kind = STEP_OPEN;
    if ((s->kind == STEP_OPEN && l->deals == DEALS) ||
        (s->kind == STEP_EDITION && l->editions == EDITIONS))
        s->kind = STEP_PERSON;
    if (rng_below(&l->rng, 3) && l->deals)
        s->kind = STEP_EVENT;
    s->deal = l->deals ? rng_below(&l->rng, l->deals) : 0;
    s->person = 1 + rng_below(&l->rng, PEOPLE);
    s->edition = s->kind == STEP_EDITION ? ++l->editions
                                         : 1 + (i32)rng_below(&l->rng, i64_max(1, l->editions));
    if (s->kind == STEP_OPEN)
        s->deal = l->deals++;
    if (s->kind == STEP_FORGET)
        s->value = opening_of(l, s->deal) + 1 + rng_below(&l->rng, l->n - opening_of(l, s->deal));
    if (s->kind == STEP_EVENT)
        random_event(l, s);
    else if (s->kind == STEP_PERSON)
        s->word = pick(&l->rng, names, LENGTH(names));
    else if (s->kind == STEP_FIELD) {
        s->field = rng_below(&l->rng, 2) ? S("segment") : S("source");
        s->word = pick(&l->rng, values, LENGTH(values));
    } else if (s->kind == STEP_REASON)
        s->word = rng_below(&l->rng, 2) ? S("price") : S("status quo");
}

static void random_life(struct life *l, u64 seed, bool no_imports)
{
    *l = (struct life){
        .rng = rng_stream(seed, S("life")), .now_ms = 400 * DAY, .no_imports = no_imports};
    while (l->n < STEPS)
        random_step(l);
}

static i64 id_of(i64 deal)
{
    return 10 + 7 * deal;
}

/* --- told to the growing history ------------------------------------------------------------ */

static u32 deal_of(const struct growing *g, const struct step *s)
{
    u32 deal = growing_find_deal(g, id_of(s->deal));
    assert_int_not_equal(deal, GROWING_NO_DEAL);
    return deal;
}

static void tell_edition(struct growing *g, const struct step *s)
{
    str names[LENGTH(stages)];
    for (i64 i = 0; i < LENGTH(stages); i++)
        names[i] = str_c(stages[i]);
    struct growing_edition x = {.process = str_c(processes[s->edition - 1]),
                                .currency = S("EUR"),
                                .version = s->edition,
                                .stages = names,
                                .stage_count = LENGTH(stages)};
    growing_add_edition(g, s->edition, &x, s->when);
}

static struct growing_place place[STEPS + 1];

static void tell(struct growing *g, const struct step *s)
{
    place[s->index] = growing_place(g);
    struct growing_act act = {
        .kind = GOVERNANCE_TRAINED, .when = s->when, .person = s->person, .version = s->edition};
    switch (s->kind) {
    case STEP_EDITION: tell_edition(g, s); break;
    case STEP_PERSON: growing_name_person(g, s->person, s->word); break;
    case STEP_OPEN: growing_open_deal(g, id_of(s->deal), s->when, s->edition, s->person); break;
    case STEP_EVENT: {
        struct growing_event e = {.deal = deal_of(g, s),
                                  .activity = growing_activity(g, s->word, s->activity),
                                  .when = s->when,
                                  .person = s->person,
                                  .value = s->value,
                                  .has_value = s->has_value};
        growing_add_event(g, &e);
        break;
    }
    case STEP_REASON: growing_add_reason(g, deal_of(g, s), s->when, s->word); break;
    case STEP_REOPEN: growing_add_reopening(g, deal_of(g, s), s->when); break;
    case STEP_NO_AMOUNT: growing_clear_amount(g, deal_of(g, s), s->when); break;
    case STEP_MOVE: growing_add_move(g, deal_of(g, s), s->when, s->edition); break;
    case STEP_FIELD: growing_set_field(g, deal_of(g, s), s->when, s->field, s->word); break;
    case STEP_FORGET:
        if (s->value < s->index)
            growing_forget_deal(g, deal_of(g, s), place[s->value]);
        break;
    default: growing_add_governance(g, &act);
    }
}

/* --- the twin ----------------------------------------------------------------------------- */

/* To the second, as the columns keep it. */
static bool known(const struct step *s, i64 as_of_ms)
{
    return s->when.at_ms <= as_of_ms &&
           (s->when.recorded_ms == TIME_NONE ||
            s->when.at_ms + (s->when.recorded_ms / 1000 - s->when.at_ms / 1000) * 1000 <= as_of_ms);
}

static str twin_name(const struct life *l, i64 n, i64 person, struct arena *a)
{
    str name[PEOPLE + 1] = {0};
    i64 order[PEOPLE + 1], count = 0;
    for (i64 i = 0; i < n; i++) {
        const struct step *s = &l->step[i];
        i64 who = s->kind == STEP_PERSON || s->kind == STEP_OPEN || s->kind == STEP_EVENT ||
                          s->kind == STEP_ACT
                      ? s->person
                      : 0;
        bool seen = who == 0;
        for (i64 k = 0; k < count; k++)
            seen = seen || order[k] == who;
        if (!seen)
            order[count++] = who;
        if (s->kind == STEP_PERSON)
            name[s->person] = s->word;
    }
    for (i64 k = 0; k < count; k++) {
        str own =
            name[order[k]].n ? name[order[k]] : str_fmt(a, "person %lld", (long long)order[k]);
        for (i64 j = 0; j < k; j++)
            if (str_eq(name[order[j]], own)) {
                own = str_fmt(a, "%.*s (%lld)", STR_ARG(own), (long long)order[k]);
                break;
            }
        if (order[k] == person)
            return own;
        name[order[k]] = own;
    }
    return S("");
}

struct twin_deal {
    bool there;
    i32 edition;
    struct history_deal row;
    i64 owner;
    str segment, source;
};

static void twin_event(struct twin_deal *d, const struct step *s)
{
    switch (s->activity) {
    case ACTIVITY_STAGE: d->row.stage = s->word; break;
    case ACTIVITY_AMOUNT: d->row.amount_minor = s->value, d->row.amount_known = true; break;
    case ACTIVITY_CLOSE_DATE: d->row.expected_ms = s->value * DAY; break;
    case ACTIVITY_OWNER: d->owner = s->person; break;
    case ACTIVITY_OUTCOME:
        d->row.outcome = (enum outcome)s->value;
        d->row.closed_ms = s->when.at_ms;
        d->row.reason = S("");
        break;
    default: break;
    }
}

static void twin_step(struct twin_deal *d, const struct step *s)
{
    i64 recorded = s->when.recorded_ms == TIME_NONE
                       ? s->when.at_ms
                       : s->when.at_ms + (s->when.recorded_ms / 1000 - s->when.at_ms / 1000) * 1000;
    d->row.modified_ms = i64_max(d->row.modified_ms, recorded);
    switch (s->kind) {
    case STEP_OPEN:
        d->there = true;
        d->edition = s->edition;
        d->owner = s->person;
        d->row.created_ms = d->row.entered_ms = s->when.at_ms;
        break;
    case STEP_EVENT: twin_event(d, s); break;
    case STEP_REASON: d->row.reason = s->word; break;
    case STEP_REOPEN:
        d->row.outcome = OUTCOME_OPEN;
        d->row.closed_ms = TIME_NONE;
        d->row.reason = S("");
        break;
    case STEP_NO_AMOUNT: d->row.amount_known = false; break;
    case STEP_MOVE: d->edition = s->edition; break;
    case STEP_FIELD: *(str_eq(s->field, S("segment")) ? &d->segment : &d->source) = s->word; break;
    default: break;
    }
}

static bool about_deal(const struct step *s)
{
    return s->kind >= STEP_OPEN && s->kind <= STEP_FIELD;
}

static bool forgotten(const struct life *l, i64 n, const struct step *s)
{
    for (i64 i = s->index + 1; i < n; i++)
        if (l->step[i].kind == STEP_FORGET && l->step[i].deal == s->deal &&
            l->step[i].value <= s->index)
            return true;
    return false;
}

/* Versions of the process known then: one compares nothing. */
static i64 versions(const struct life *l, i64 n, str process, i64 as_of_ms)
{
    i64 count = 0;
    for (i64 i = 0; i < n; i++)
        count +=
            l->step[i].kind == STEP_EDITION && l->step[i].when.at_ms <= as_of_ms &&
            (l->step[i].when.recorded_ms == TIME_NONE || l->step[i].when.recorded_ms <= as_of_ms) &&
            str_eq(str_c(processes[l->step[i].edition - 1]), process);
    return count;
}

static struct twin_deal twin_deal(const struct life *l, i64 n, i64 deal, i64 as_of_ms)
{
    struct twin_deal d = {.row = {.created_ms = TIME_NONE,
                                  .entered_ms = TIME_NONE,
                                  .closed_ms = TIME_NONE,
                                  .expected_ms = TIME_NONE,
                                  .modified_ms = TIME_NONE}};
    for (i64 i = 0; i < n; i++)
        if (about_deal(&l->step[i]) && l->step[i].deal == deal && known(&l->step[i], as_of_ms) &&
            !forgotten(l, n, &l->step[i]))
            twin_step(&d, &l->step[i]);
    return d;
}

/* --- the two compared --------------------------------------------------------------------- */

static str name_or_none(const struct dict *d, u32 id)
{
    return id == HISTORY_NO_ID ? S("") : dict_name(d, id);
}

static str attribute(const struct history *h, const char *name, i64 d)
{
    const struct history_attribute *at = history_find_attribute(h, str_c(name));
    return at ? name_or_none(&at->values, at->value[d]) : S("");
}

#define SAME(a, b)                                                                                 \
    do {                                                                                           \
        str one = a, other = b;                                                                    \
        if (!str_eq(one, other))                                                                   \
            fail_msg("%.*s is not %.*s", STR_ARG(one), STR_ARG(other));                            \
    } while (0)

static void compare_events(const struct history *h, i64 d, const struct life *l, i64 n, i64 deal,
                           i64 as_of_ms)
{
    struct step list[STEPS];
    i64 count = 0;
    for (i64 i = 0; i < n; i++) {
        struct step s = l->step[i];
        if (s.kind != STEP_EVENT || s.deal != deal || !known(&s, as_of_ms) || forgotten(l, n, &s))
            continue;
        i64 at = count++;
        for (; at > 0 && list[at - 1].when.at_ms > s.when.at_ms; at--)
            list[at] = list[at - 1];
        list[at] = s;
    }
    assert_int_equal(h->first[d + 1] - h->first[d], count);
    for (i64 k = 0; k < count; k++) {
        i64 e = h->first[d] + k;
        const struct step *s = &list[k];
        SAME(h->activity_word[h->activity[e]], s->word);
        assert_int_equal(h->activity_kind[h->activity[e]], s->activity);
        assert_int_equal(h->at_ms[e], s->when.at_ms);
        i64 lag = s->when.recorded_ms == TIME_NONE
                      ? HISTORY_NO_LAG
                      : s->when.recorded_ms / 1000 - s->when.at_ms / 1000;
        assert_int_equal(h->lag_s[e], lag);
        SAME(h->actor ? name_or_none(&h->actors, h->actor[e]) : S(""),
             s->person ? twin_name(l, n, s->person, &arena) : S(""));
        bool has = h->value && h->value[e] != HISTORY_NO_ID;
        assert_int_equal(has, s->has_value);
        if (has)
            assert_int_equal(h->numbers[h->value[e]], s->value);
    }
}

static void compare_deal(const struct history *h, i64 d, const struct life *l, i64 n, i64 deal,
                         const struct twin_deal *x, i64 as_of_ms)
{
    SAME(h->deal_id[d], str_fmt(&arena, "%lld", (long long)id_of(deal)));
    assert_int_equal(h->created_ms[d], x->row.created_ms);
    assert_int_equal(h->entered_ms[d], x->row.entered_ms);
    assert_int_equal(h->closed_ms[d], x->row.closed_ms);
    assert_int_equal(h->expected_ms[d], x->row.expected_ms);
    assert_int_equal(h->modified_ms[d], x->row.modified_ms);
    assert_int_equal(h->outcome[d], x->row.outcome);
    assert_int_equal(h->amount_known[d], x->row.amount_known);
    if (x->row.amount_known)
        assert_int_equal(h->amount_minor[d], x->row.amount_minor);
    SAME(h->stage[d] == HISTORY_ACTIVITIES_MAX ? S("") : h->activity_word[h->stage[d]],
         x->row.stage);
    SAME(name_or_none(&h->reasons, h->reason[d]), x->row.reason);
    SAME(name_or_none(&h->actors, h->owner[d]), twin_name(l, n, x->owner, &arena));
    SAME(attribute(h, "segment", d), x->segment);
    SAME(attribute(h, "source", d), x->source);
    bool compared = versions(l, n, str_c(processes[x->edition - 1]), as_of_ms) > 1;
    SAME(attribute(h, "version", d), compared ? str_fmt(&arena, "%d", x->edition) : S(""));
    compare_events(h, d, l, n, deal, as_of_ms);
}

static void compare(const struct growing *g, const struct life *l, i64 n, i64 as_of_ms,
                    const char *process)
{
    struct growing_answer x;
    struct err e = {0};
    struct growing_view view = {.as_of_ms = as_of_ms,
                                .process = str_c(process),
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    i64 mark = arena_mark(&arena), d = 0, trained = 0;
    if (!growing_history(&x, &arena, g, &view, &e))
        fail_msg("%s", e.text);
    for (i64 deal = 0; deal < l->deals; deal++) {
        struct twin_deal twin = twin_deal(l, n, deal, as_of_ms);
        if (twin.there && str_eq(str_c(processes[twin.edition - 1]), view.process)) {
            assert_true(d < x.history.deal_count);
            assert_int_equal(x.id[d], id_of(deal));
            compare_deal(&x.history, d++, l, n, deal, &twin, as_of_ms);
        }
    }
    assert_int_equal(x.history.deal_count, d);
    for (i64 i = 0; i < n; i++)
        trained +=
            l->step[i].kind == STEP_ACT && l->step[i].when.at_ms <= as_of_ms &&
            (l->step[i].when.recorded_ms == TIME_NONE || l->step[i].when.recorded_ms <= as_of_ms);
    assert_int_equal(x.history.governance_count, trained);
    arena_rewind(&arena, mark);
}

static void at_every_prefix_it_is_what_building_from_nothing_gives(void **state)
{
    (void)state;
    static struct life l;
    for (u64 seed = 1; seed <= ROUNDS; seed++) {
        random_life(&l, seed, false);
        struct growing *g = growing_new();
        for (i64 n = 0; n < l.n; n++) {
            tell(g, &l.step[n]);
            if (n % 7 == 0 || n > l.n - 3) {
                growing_settle(g);
                compare(g, &l, n + 1, INT64_MAX, n % 2 ? "sales" : "renewal");
            }
        }
        growing_release(g);
    }
}

static void as_of_any_moment_it_is_what_was_known_then(void **state)
{
    (void)state;
    static struct life l;
    for (u64 seed = 1; seed <= ROUNDS; seed++) {
        random_life(&l, seed, false);
        struct growing *g = growing_new();
        for (i64 n = 0; n < l.n; n++)
            tell(g, &l.step[n]);
        growing_settle(g);
        for (i64 k = 0; k < 25; k++) {
            i64 day = 400 + rng_below(&l.rng, l.now_ms / DAY - 398);
            compare(g, &l, l.n, day * DAY - 1, k % 2 ? "sales" : "renewal");
        }
        growing_release(g);
    }
}

/* Nothing of what came after the moment shows: not a word, not a person, not a value. */
static void what_came_later_leaves_no_trace(void **state)
{
    (void)state;
    static struct life l;
    for (u64 seed = 1; seed <= ROUNDS; seed++) {
        random_life(&l, seed, true);
        struct growing *all = growing_new(), *then = growing_new();
        i64 as_of = (410 + rng_below(&l.rng, 20)) * DAY - 1;
        for (i64 n = 0; n < l.n; n++) {
            tell(all, &l.step[n]);
            if (known(&l.step[n], as_of) || l.step[n].kind == STEP_EDITION ||
                l.step[n].kind == STEP_PERSON)
                tell(then, &l.step[n]);
        }
        struct growing_view view = {.as_of_ms = as_of,
                                    .entered_from_ms = TIME_NONE,
                                    .entered_to_ms = TIME_NONE,
                                    .threads = 1};
        struct growing_answer x, y;
        struct err e = {0};
        assert_true(growing_history(&x, &arena, all, &view, &e));
        assert_true(growing_history(&y, &arena, then, &view, &e));
        const struct history *h = &x.history, *o = &y.history;
        SAME(x.process, y.process);
        assert_int_equal(h->event_count, o->event_count);
        assert_int_equal(h->activities.n, o->activities.n);
        for (i64 i = 0; i < h->activities.n; i++)
            SAME(dict_name(&h->activities, (u32)i), dict_name(&o->activities, (u32)i));
        assert_int_equal(h->actors.n, o->actors.n);
        for (i64 i = 0; i < h->actors.n; i++)
            SAME(dict_name(&h->actors, (u32)i), dict_name(&o->actors, (u32)i));
        assert_memory_equal(h->activity, o->activity, (size_t)h->event_count * sizeof *h->activity);
        assert_memory_equal(h->actor, o->actor, (size_t)h->event_count * sizeof *h->actor);
        assert_int_equal(h->attribute_count, o->attribute_count);
        for (i64 k = 0; k < h->attribute_count; k++)
            assert_int_equal(h->attributes[k].values.n, o->attributes[k].values.n);
        growing_release(all);
        growing_release(then);
    }
}

static void same_dict(const struct dict *a, const struct dict *b)
{
    assert_int_equal(a->n, b->n);
    for (i64 i = 0; i < a->n; i++)
        SAME(dict_name(a, (u32)i), dict_name(b, (u32)i));
}

#define SAME_COLUMN(name, n)                                                                       \
    do {                                                                                           \
        assert_int_equal(h->name == NULL, o->name == NULL);                                        \
        if (h->name && (n))                                                                        \
            assert_memory_equal(h->name, o->name, (size_t)(n) * sizeof *h->name);                  \
    } while (0)

static void same_deals(const struct history *h, const struct history *o)
{
    i64 deals = h->deal_count;
    SAME_COLUMN(first, deals + 1);
    SAME_COLUMN(created_ms, deals);
    SAME_COLUMN(entered_ms, deals);
    SAME_COLUMN(seen_from_ms, deals);
    SAME_COLUMN(closed_ms, deals);
    SAME_COLUMN(expected_ms, deals);
    SAME_COLUMN(modified_ms, deals);
    SAME_COLUMN(outcome, deals);
    SAME_COLUMN(stage, deals);
    SAME_COLUMN(amount_known, deals);
    SAME_COLUMN(currency, deals);
    SAME_COLUMN(owner, deals);
    SAME_COLUMN(reason, deals);
    for (i64 d = 0; d < deals; d++)
        SAME(h->deal_id[d], o->deal_id[d]);
    assert_int_equal(h->attribute_count, o->attribute_count);
    for (i64 k = 0; k < h->attribute_count; k++) {
        SAME(h->attributes[k].name, o->attributes[k].name);
        same_dict(&h->attributes[k].values, &o->attributes[k].values);
        for (i64 d = 0; d < deals; d++)
            assert_int_equal(h->attributes[k].value[d], o->attributes[k].value[d]);
    }
}

static void same_history(const struct history *h, const struct history *o)
{
    i64 events = h->event_count;
    assert_int_equal(h->deal_count, o->deal_count);
    assert_int_equal(events, o->event_count);
    same_dict(&h->activities, &o->activities);
    same_dict(&h->actors, &o->actors);
    same_dict(&h->reasons, &o->reasons);
    same_dict(&h->currencies, &o->currencies);
    SAME_COLUMN(at_ms, events);
    SAME_COLUMN(lag_s, events);
    SAME_COLUMN(activity, events);
    SAME_COLUMN(actor, events);
    SAME_COLUMN(value, events);
    SAME_COLUMN(activity_kind, h->activities.n);
    SAME_COLUMN(stage_order, h->activities.n);
    same_deals(h, o);
    assert_int_equal(h->governance_count, o->governance_count);
    assert_int_equal(h->as_of_ms, o->as_of_ms);
    assert_int_equal(h->day_precise, o->day_precise);
}

static void random_choice(struct growing_view *some, struct growing_filter *filters, struct rng *r)
{
    filters[0] = (struct growing_filter){S("segment"), rng_below(r, 2) ? S("Small") : S("large")};
    filters[1] = (struct growing_filter){S("owner"), rng_below(r, 2) ? S("Ann") : S("Bo")};
    some->filters = filters + rng_below(r, 2);
    some->filter_count = rng_below(r, 2);
    some->outcomes = rng_below(r, 3) ? 0 : (u32)rng_below(r, 8);
    some->deal = rng_below(r, 4) ? 0 : id_of(rng_below(r, 12));
    if (rng_below(r, 2))
        some->entered_from_ms = (400 + rng_below(r, 60)) * DAY;
    if (rng_below(r, 5) == 0)
        some->deal = id_of(rng_below(r, DEALS));
    if (rng_below(r, 3) == 0)
        some->entered_to_ms = (410 + rng_below(r, 90)) * DAY;
}

static i64 compare_subset(struct growing *g, struct life *l, str process)
{
    struct growing_filter filters[2];
    i64 day = 400 + rng_below(&l->rng, l->now_ms / DAY - 398);
    const struct growing_view all = {.as_of_ms = day * DAY - 1,
                                     .process = process,
                                     .entered_from_ms = TIME_NONE,
                                     .entered_to_ms = TIME_NONE,
                                     .threads = 1};
    struct growing_view some = all;
    struct growing_answer base, x, y;
    struct err e = {0}, e_of_subset = {0};
    random_choice(&some, filters, &l->rng);
    assert_true(growing_history(&base, &arena, g, &all, &e));
    bool ok = growing_history(&x, &arena, g, &some, &e);
    assert_int_equal(ok, growing_subset(&y, &arena, g, &base, &some, &e_of_subset));
    if (!ok)
        return 0;
    same_history(&x.history, &y.history);
    SAME(x.process, y.process);
    assert_int_equal(x.left_out, y.left_out);
    assert_int_equal(x.edition, y.edition);
    for (i64 d = 0; d < x.history.deal_count; d++)
        assert_int_equal(x.id[d], y.id[d]);
    return x.history.deal_count;
}

static void some_deals_of_an_answer_are_what_would_be_made_of_them(void **state)
{
    (void)state;
    static struct life l;
    i64 kept = 0;
    for (u64 seed = 1; seed <= ROUNDS; seed++) {
        random_life(&l, seed, false);
        struct growing *g = growing_new();
        for (i64 n = 0; n < l.n; n++)
            tell(g, &l.step[n]);
        growing_settle(g);
        for (i64 k = 0; k < 20; k++) {
            i64 mark = arena_mark(&arena);
            kept += compare_subset(g, &l, k % 2 ? S("sales") : S("renewal"));
            arena_rewind(&arena, mark);
        }
        growing_release(g);
    }
    assert_true(kept > 300);
}

static void deals_are_chosen_by_period_column_and_outcome(void **state)
{
    (void)state;
    struct growing *g = growing_new();
    struct step edition = {.kind = STEP_EDITION, .edition = 1, .when = {0, 0}};
    tell(g, &edition);
    for (i64 i = 0; i < 6; i++) {
        struct moment when = {i * DAY, i * DAY};
        u32 d = growing_open_deal(g, i + 1, when, 1, 1 + i % 2);
        growing_set_field(g, d, when, S("segment"), i < 3 ? S("small") : S("large"));
    }
    growing_name_person(g, 1, S("Ann"));
    struct growing_filter filters[] = {{S("segment"), S("large")}, {S("Owner"), S("Ann")}};
    struct growing_view view = {.as_of_ms = 100 * DAY,
                                .entered_from_ms = 1 * DAY,
                                .entered_to_ms = 4 * DAY,
                                .filters = filters,
                                .filter_count = 2,
                                .threads = 1};
    struct growing_answer x;
    struct err e = {0};
    assert_true(growing_history(&x, &arena, g, &view, &e));
    assert_int_equal(x.history.deal_count, 1);
    assert_int_equal(x.id[0], 5);
    assert_int_equal(x.known, 6);
    assert_int_equal(x.left_out, 5);
    assert_int_equal(x.edition, 1);
    view.outcomes = 1u << OUTCOME_WON;
    assert_true(growing_history(&x, &arena, g, &view, &e));
    assert_int_equal(x.history.deal_count, 0);
    filters[0].name = S("colour");
    assert_false(growing_history(&x, &arena, g, &view, &e));
    assert_int_equal(e.code, ERR_USAGE);
    growing_release(g);
}

static void a_field_with_too_many_values_compares_nothing(void **state)
{
    (void)state;
    struct growing *g = growing_new();
    struct step edition = {.kind = STEP_EDITION, .edition = 1, .when = {0, 0}};
    struct moment when = {DAY, DAY};
    tell(g, &edition);
    for (i64 i = 0; i <= GROWING_LEVELS_MAX; i++) {
        u32 d = growing_open_deal(g, i + 1, when, 1, 1);
        growing_set_field(g, d, when, S("note"), str_fmt(&arena, "text %lld", (long long)i));
        growing_set_field(g, d, when, S("segment"), S("small"));
    }
    struct growing_view view = {.as_of_ms = 100 * DAY,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    struct growing_answer x;
    struct err e = {0};
    assert_true(growing_history(&x, &arena, g, &view, &e));
    assert_null(history_find_attribute(&x.history, S("note")));
    assert_non_null(history_find_attribute(&x.history, S("segment")));
    growing_release(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_every_prefix_it_is_what_building_from_nothing_gives,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(as_of_any_moment_it_is_what_was_known_then, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_came_later_leaves_no_trace, setup, teardown),
        cmocka_unit_test_setup_teardown(some_deals_of_an_answer_are_what_would_be_made_of_them,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(deals_are_chosen_by_period_column_and_outcome, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_field_with_too_many_values_compares_nothing, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
