/* Clocks on a simulated machine: each runs out once, at its moment, whether somebody looked
 * every minute, the server was down over it, the process was killed, or the n-th write failed;
 * whichever way the machine's clock jumps; and over the nights in which the hour changes. */
#include "workspace/company_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/os.h"
#include "workspace/reader.h"

enum { DEALS = 12, STEPS = 400, FAULTS_MOST = 4000 };
static const char path[] = "acme.etalon";
static struct arena arena;

struct machine {
    struct simulated sim;
    struct workspace *w;
    i64 deal[DEALS];
    i64 deals;
};

static bool try_open(struct machine *m)
{
    const struct workspace_options o = {
        .create = true, .no_thread = true, .cache_deals = 8, .log_pages = 16};
    struct err e;
    return workspace_open(&m->w, &m->sim.platform, path, &o, &e);
}

/* A process that dies gives nothing back: here that is no leak. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static void die(struct machine *m)
{
    struct workspace *w = m->w;
    simulated_kill(&m->sim); /* what it does to the disk from here on, it does to nobody's */
    m->w = NULL;
    (void)w; /* its memory goes with the test */
}

static struct answer ask(struct machine *m, struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    workspace_do(m->w, &r);
    return r.answer;
}

static i64 tick(struct machine *m)
{
    i64 all = 0, some = 1;
    while (some > 0) {
        struct answer a = ask(m, (struct intent){.kind = INTENT_CLOCKS});
        some = a.status == ANSWER_ACCEPTED ? a.deal : 0;
        all += some;
    }
    return all;
}

static struct answer act(struct machine *m, i64 deal, enum event_kind kind, i32 subject, i64 value)
{
    struct intent i = {.kind = INTENT_ACT, .deal = deal, .text = S("because")};
    i.act = (struct deal_event){
        .kind = (u8)kind, .subject = (u16)subject, .value = value, .actor = 1, .role = ROLE_PEER};
    return ask(m, i);
}

static str replaced(str text, str old, str new)
{
    i64 at = str_find(text, old);
    assert_true(at > 0);
    return str_fmt(&arena, "%.*s%.*s%.*s", (int)at, text.p, STR_ARG(new),
                   (int)(text.n - at - old.n), text.p + at + old.n);
}

/* A company under a standard whose every clock runs in days, in the zone it is given; what was
 * learned holds for six of them. */
static void begin(struct machine *m, str zone)
{
    struct company c;
    company_init(&c, &arena, 7);
    str text = replaced(c.standard, S("zone: UTC"), str_fmt(&arena, "zone: %.*s", STR_ARG(zone)));
    text = replaced(text, S("training: {valid: 365 days"), S("training: {valid: 6 days"));
    struct answer a = ask(m, (struct intent){.kind = INTENT_PUBLISH, .text = text});
    assert_int_equal(a.status, ANSWER_ACCEPTED);
    ask(m, (struct intent){.kind = INTENT_PERSON, .text = S("Ada")});
    ask(m, (struct intent){.kind = INTENT_PERSON, .text = S("Blaise")});
}

static void machine_init(struct machine *m, u64 seed, i64 now_ms)
{
    *m = (struct machine){0};
    simulated_init(&m->sim, seed);
    m->sim.now_ms = now_ms;
    assert_true(try_open(m));
}

/* One random act at this moment, from the same dice for every machine. */
static void live(struct machine *m, struct company *c, const struct rng *dice)
{
    static const struct deal_state opened = {.opened = true}, none;
    struct asking a;
    c->rng = *dice;
    i64 which = rng_below(&c->rng, DEALS);
    bool there = which < m->deals;
    company_ask(c, &a, m->sim.now_ms, there ? &opened : &none, there ? m->deal[which] : 0);
    a.request.intent.key = (str){0};
    a.request.intent.reference = (str){0};
    if (a.request.intent.act.kind == EVENT_CLOSE_DATE_SET)
        a.request.intent.act.value = m->sim.now_ms / MS_PER_DAY + rng_below(&c->rng, 5);
    workspace_do(m->w, &a.request);
    if (!there && a.request.answer.status == ANSWER_ACCEPTED)
        m->deal[m->deals++] = a.request.answer.deal;
}

/* What happened to a deal as lines, without what depends on when it was written down. */
static str story(struct machine *m, i64 deal, bool clocks_only)
{
    struct reader *r;
    struct err e;
    struct buf out;
    struct event_row *rows = arena_array(&arena, struct event_row, 4000);
    buf_init(&out, 1 << 20);
    assert_true(reader_open(&r, m->w, &e));
    i64 n = reader_timeline(r, &arena, deal, 0, 4000, rows);
    for (i64 i = n - 1; i >= 0; i--)
        if (!clocks_only || kind_is_clock(rows[i].event.kind))
            buf_fmt(&out, "%s %d %lld at %lld\n", workspace_kind_id(rows[i].event.kind),
                    rows[i].event.subject, (long long)rows[i].event.value,
                    (long long)rows[i].event.occurred_ms);
    reader_close(r);
    str copy = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return copy;
}

/* About the workspace and about deals. */
static i64 count_kind(struct machine *m, i64 kind)
{
    struct reader *r;
    struct err e;
    i64 mark = arena_mark(&arena), count = 0;
    struct event_row *rows = arena_array(&arena, struct event_row, 4000);
    assert_true(reader_open(&r, m->w, &e));
    i64 n = reader_events(r, &arena, 0, 4000, rows);
    for (i64 i = 0; i < n; i++)
        count += (i64)rows[i].event.kind == kind;
    reader_close(r);
    arena_rewind(&arena, mark);
    return count;
}

static i64 count_lines(str text)
{
    i64 n = 0;
    for (i64 i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

static void assert_sound(struct machine *m)
{
    struct verified v;
    struct err e;
    workspace_close(m->w);
    m->w = NULL;
    i64 mark = arena_mark(&arena);
    if (!workspace_verify_file(&m->sim.platform, path, &arena, &v, &e))
        fail_msg("%s", e.text);
    if (v.problem_count)
        fail_msg("%lld problems, first: %s", (long long)v.problem_count, v.problems.v[0].p);
    arena_rewind(&arena, mark);
    assert_true(try_open(m));
}

static void assert_same_stories(struct machine *a, struct machine *b, u64 seed)
{
    assert_int_equal(a->deals, b->deals);
    for (i64 i = 0; i < a->deals; i++) {
        str one = story(a, a->deal[i], false), other = story(b, b->deal[i], false);
        if (!str_eq(one, other))
            fail_msg("seed %llu, deal %lld:\n%s\nand\n%s", (unsigned long long)seed, (long long)i,
                     one.p, other.p);
    }
}

#define MONDAY 1767571200000ll /* 2026-01-05T00:00Z */

/* The first looks every step; the second never; the third is down at random and killed. */
static void a_deal_lives_the_same_however_often_somebody_looks(void **state)
{
    (void)state;
    i64 clocks = 0;
    for (u64 seed = 1; seed <= 12; seed++) {
        static struct machine m[3];
        struct rng r = rng_from(seed), when;
        for (i32 k = 0; k < 3; k++) {
            struct company c;
            i64 now = MONDAY;
            machine_init(&m[k], seed, now);
            begin(&m[k], S("UTC"));
            company_init(&c, &arena, seed);
            r = rng_from(seed);
            when = rng_from(seed + 1000 * (u64)k);
            for (i32 step = 0; step < STEPS; step++) {
                m[k].sim.now_ms = now += rng_below(&r, MS_PER_DAY);
                if (k == 0)
                    tick(&m[k]);
                if (k == 2 && rng_below(&when, 8) == 0) {
                    if (rng_below(&when, 2))
                        tick(&m[k]);
                    die(&m[k]);
                    assert_true(try_open(&m[k]));
                }
                struct rng dice = rng_from(rng_below(&r, INT32_MAX));
                live(&m[k], &c, &dice);
            }
            m[k].sim.now_ms = now + 400 * MS_PER_DAY;
            tick(&m[k]);
            assert_int_equal(tick(&m[k]), 0);
            assert_sound(&m[k]);
        }
        assert_same_stories(&m[0], &m[1], seed);
        assert_same_stories(&m[0], &m[2], seed);
        for (i64 i = 0; i < m[0].deals; i++)
            clocks += count_lines(story(&m[0], m[0].deal[i], true));
        for (i32 k = 0; k < 3; k++) {
            workspace_close(m[k].w);
            simulated_release(&m[k].sim);
        }
    }
    print_message("%lld clocks ran out the same way\n", (long long)clocks);
    assert_true(clocks > 100);
}

/* --- the queue ------------------------------------------------------------------------------ */

static i64 walk_lane(struct reader *r, const struct queue_lane *lane, i64 page, i64 until_ms,
                     struct queue_row *all)
{
    i64 n = 0, got = page;
    struct queue_place after = {.at_ms = INT64_MIN};
    for (; got == page; n += got) {
        got = reader_queue(r, lane, -1, &after, until_ms, page, all + n);
        if (got)
            after = all[n + got - 1].place;
    }
    return n;
}

static void assert_lane(struct reader *r, const struct queue_lane *lane, i64 now, i64 *whole)
{
    static struct queue_row one[2000], three[2000];
    i64 of[DUE_WHATS] = {0}, late[DUE_WHATS] = {0}, counted = 0, late_counted = 0, late_seen = 0;
    i64 n =
        reader_queue(r, lane, -1, &(struct queue_place){.at_ms = INT64_MIN}, INT64_MAX, 2000, one);
    assert_int_equal(walk_lane(r, lane, 3, INT64_MAX, three), n);
    for (i64 i = 0; i < n; i++) {
        assert_memory_equal(&one[i].place, &three[i].place, sizeof one[i].place);
        assert_true(i == 0 || one[i].place.at_ms >= one[i - 1].place.at_ms);
        late_seen +=
            one[i].state == DUE_RAN_OUT || (one[i].state == DUE_RUNS && one[i].place.at_ms <= now);
    }
    reader_queue_count(r, lane, INT64_MAX, now, 2000, of, late);
    for (i32 i = 0; i < DUE_WHATS; i++) {
        counted += of[i];
        late_counted += late[i];
    }
    assert_int_equal(counted, n);
    assert_int_equal(late_counted, late_seen);
    i64 soon = walk_lane(r, lane, 5, now, three);
    for (i64 i = 0; i < n; i++)
        assert_true((one[i].place.at_ms <= now) == (i < soon));
    *whole += n;
}

/* A deal with a milestone that a manager must confirm, and what it needs. */
static void open_full(struct machine *m)
{
    i64 deal = m->deal[m->deals++] = act(m, 0, EVENT_OPENED, 0, 0).deal;
    act(m, deal, EVENT_FIELD_SET, 0, 60000 * 100);
    act(m, deal, EVENT_FIELD_SET, 1, 90000 * 100);
    act(m, deal, EVENT_FIELD_SET, 2, 1);
    act(m, deal, EVENT_MILESTONE_REACHED, 0, EVIDENCE_NOTE);
    assert_int_equal(act(m, deal, EVENT_MILESTONE_REACHED, 1, EVIDENCE_MAIL).status,
                     ANSWER_ACCEPTED);
}

static void pages_of_the_queue_hold_every_row_once(void **state)
{
    (void)state;
    static struct machine m;
    struct company c;
    struct reader *r;
    struct err e;
    i64 rows = 0, dues = 0;
    struct rng dice = rng_from(77);
    machine_init(&m, 9, MONDAY);
    begin(&m, S("UTC"));
    company_init(&c, &arena, 9);
    while (m.deals < DEALS)
        open_full(&m);
    for (i32 step = 0; step < 600; step++) {
        m.sim.now_ms += rng_below(&dice, MS_PER_DAY / 4);
        struct rng once = rng_from(rng_below(&dice, INT32_MAX));
        live(&m, &c, &once);
        if (step % 40)
            continue;
        assert_true(reader_open(&r, m.w, &e));
        for (i64 person = 0; person < 5; person++) {
            assert_lane(r, &(struct queue_lane){.whom = WHOM_OWNER, .person = person}, m.sim.now_ms,
                        &rows);
            assert_lane(r, &(struct queue_lane){.whom = WHOM_MANAGERS, .not_owner = person},
                        m.sim.now_ms, &dues);
        }
        assert_lane(r, &(struct queue_lane){.whom = WHOM_DEPARTMENT, .department = S("sales")},
                    m.sim.now_ms, &rows);
        reader_close(r);
    }
    print_message("%lld rows of owners and departments, %lld of managers\n", (long long)rows,
                  (long long)dues);
    assert_true(rows > 100 && dues > 10);
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

/* --- one clock, looked at closely ----------------------------------------------------------- */

enum { STAGE_PROBLEM, STAGE_COST };

/* A deal parked until a moment. */
static i64 parked_deal(struct machine *m, i64 until_ms)
{
    struct answer a = act(m, 0, EVENT_OPENED, 0, 0);
    assert_int_equal(a.status, ANSWER_ACCEPTED);
    assert_int_equal(act(m, a.deal, EVENT_PARKED, NO_SUBJECT, until_ms).status, ANSWER_ACCEPTED);
    return a.deal;
}

static struct event_row last_event(struct machine *m, i64 deal)
{
    struct reader *r;
    struct err e;
    struct event_row row = {0};
    assert_true(reader_open(&r, m->w, &e));
    assert_int_equal(reader_timeline(r, &arena, deal, 0, 1, &row), 1);
    reader_close(r);
    return row;
}

static void what_ran_out_while_the_server_was_down_says_when(void **state)
{
    (void)state;
    static struct machine m;
    machine_init(&m, 1, MONDAY);
    begin(&m, S("UTC"));
    i64 until = MONDAY + 3 * MS_PER_DAY, deal = parked_deal(&m, until);
    workspace_close(m.w);
    m.sim.now_ms = MONDAY + 9 * MS_PER_DAY;
    assert_true(try_open(&m));
    assert_int_equal(tick(&m), 1);
    struct event_row row = last_event(&m, deal);
    assert_int_equal((i64)row.event.kind, KIND_CLOCK + DUE_PARK);
    assert_int_equal(row.event.occurred_ms, until);
    assert_int_equal(row.recorded_ms, m.sim.now_ms);
    assert_int_equal(row.event.actor, 0);
    assert_int_equal(row.event.role, ROLE_SYSTEM);
    assert_int_equal(tick(&m), 0);
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

static void a_clock_that_jumps_makes_nothing_run_out_twice(void **state)
{
    (void)state;
    static const i64 jumps[] = {1000,
                                -1000,
                                10ll * 365 * MS_PER_DAY,
                                -20ll * 365 * MS_PER_DAY,
                                5ll * 365 * MS_PER_DAY,
                                7 * MS_PER_DAY,
                                -3 * MS_PER_DAY};
    static struct machine m;
    machine_init(&m, 2, MONDAY);
    begin(&m, S("UTC"));
    i64 deal = parked_deal(&m, MONDAY + MS_PER_DAY);
    m.sim.now_ms = MONDAY + MS_PER_DAY - 1;
    assert_int_equal(tick(&m), 0);
    m.sim.now_ms = MONDAY + MS_PER_DAY;
    assert_int_equal(tick(&m), 1);
    struct rng r = rng_from(5);
    i64 reviews = 0;
    for (i32 i = 0; i < 1000; i++) {
        m.sim.now_ms = i64_max(1, m.sim.now_ms + jumps[rng_below(&r, LENGTH(jumps))]);
        reviews += tick(&m);
    }
    assert_int_equal(reviews, 1); /* of the standard, once */
    assert_int_equal(count_lines(story(&m, deal, true)), 1);
    /* parked anew, it runs anew */
    m.sim.now_ms = MONDAY + 20 * MS_PER_DAY;
    assert_int_equal(act(&m, deal, EVENT_PARKED, NO_SUBJECT, m.sim.now_ms + 1000).status,
                     ANSWER_ACCEPTED);
    m.sim.now_ms += 1000;
    assert_int_equal(tick(&m), 1);
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

/* How many rows of what waits for the person are of this kind and state. */
static i64 waits(struct machine *m, i64 person, enum due_what what, enum due_state state)
{
    struct reader *r;
    struct err e;
    struct queue_row rows[50];
    const struct queue_lane lane = {.whom = WHOM_PERSON, .person = person};
    const struct queue_place start = {.at_ms = INT64_MIN};
    i64 count = 0;
    assert_true(reader_open(&r, m->w, &e));
    i64 n = reader_queue(r, &lane, what, &start, INT64_MAX, LENGTH(rows), rows);
    for (i64 i = 0; i < n; i++)
        count += rows[i].state == state && training_person(rows[i].place.subject) == person;
    reader_close(r);
    return count;
}

static void a_training_runs_out_once_and_runs_anew_when_it_is_renewed(void **state)
{
    (void)state;
    static struct machine m;
    const struct intent learn = {.kind = INTENT_TRAINED, .act = {.value = 1, .actor = 1}};
    machine_init(&m, 5, MONDAY);
    begin(&m, S("UTC"));
    assert_int_equal(ask(&m, learn).status, ANSWER_ACCEPTED);
    assert_int_equal(waits(&m, 1, DUE_TRAINING, DUE_RUNS), 1);
    assert_sound(&m);
    m.sim.now_ms = MONDAY + 6 * MS_PER_DAY - 1;
    assert_int_equal(tick(&m), 0);
    m.sim.now_ms = MONDAY + 6 * MS_PER_DAY + 5;
    assert_int_equal(tick(&m), 1);
    assert_int_equal(tick(&m), 0);
    assert_int_equal(waits(&m, 1, DUE_TRAINING, DUE_RAN_OUT), 1);
    assert_sound(&m);
    assert_int_equal(ask(&m, learn).status, ANSWER_ACCEPTED);
    assert_int_equal(waits(&m, 1, DUE_TRAINING, DUE_RUNS), 1);
    m.sim.now_ms += 7 * MS_PER_DAY;
    assert_int_equal(tick(&m), 1);
    assert_int_equal(count_kind(&m, KIND_CLOCK + DUE_TRAINING), 2);
    assert_int_equal(waits(&m, 2, DUE_TRAINING, DUE_RUNS), 0); /* of nobody else */
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

/* Whether a milestone that was reached and asks to be confirmed is among what waits. */
static i64 confirmations(struct machine *m)
{
    struct reader *r;
    struct err e;
    struct queue_row rows[50];
    const struct queue_lane lane = {.whom = WHOM_MANAGERS};
    const struct queue_place start = {.at_ms = INT64_MIN};
    assert_true(reader_open(&r, m->w, &e));
    i64 n = reader_queue(r, &lane, DUE_CONFIRM, &start, INT64_MAX, LENGTH(rows), rows);
    reader_close(r);
    return n;
}

/* "go-live within 10 days": on the day on which that becomes true, and when it is no more. */
static void a_condition_turns_with_the_day_and_not_with_the_next_act(void **state)
{
    (void)state;
    static struct machine m;
    struct company c;
    machine_init(&m, 8, MONDAY);
    company_init(&c, &arena, 7);
    str text = replaced(c.standard, S("when: amount >= 50000 and plan = scale"),
                        S("when: go-live within 10 days"));
    ask(&m, (struct intent){.kind = INTENT_PUBLISH, .text = text});
    ask(&m, (struct intent){.kind = INTENT_PERSON, .text = S("Ada")});
    i64 deal = act(&m, 0, EVENT_OPENED, 0, 0).deal, today = MONDAY / MS_PER_DAY;
    act(&m, deal, EVENT_FIELD_SET, 1, 100000);     /* the cost is known */
    act(&m, deal, EVENT_FIELD_SET, 3, today + 14); /* go-live */
    act(&m, deal, EVENT_MILESTONE_REACHED, 0, EVIDENCE_NOTE);
    assert_int_equal(act(&m, deal, EVENT_MILESTONE_REACHED, 1, EVIDENCE_MAIL).status,
                     ANSWER_ACCEPTED);
    assert_int_equal(confirmations(&m), 0);
    m.sim.now_ms = (today + 4) * MS_PER_DAY - 1;
    tick(&m);
    assert_int_equal(confirmations(&m), 0);
    m.sim.now_ms = (today + 4) * MS_PER_DAY;
    assert_true(tick(&m) >= 1); /* others run out, too */
    assert_int_equal(confirmations(&m), 1);
    assert_sound(&m);
    m.sim.now_ms = (today + 15) * MS_PER_DAY + 7;
    assert_true(tick(&m) >= 1);
    assert_int_equal(confirmations(&m), 0);
    m.sim.now_ms += 300 * MS_PER_DAY;
    tick(&m);
    assert_int_equal(count_kind(&m, KIND_CLOCK + DUE_TURN), 2);
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

static void what_only_a_clock_said_is_no_conflict(void **state)
{
    (void)state;
    static struct machine m;
    machine_init(&m, 3, MONDAY);
    begin(&m, S("UTC"));
    i64 deal = parked_deal(&m, MONDAY + MS_PER_DAY);
    i64 seen = last_event(&m, deal).sequence;
    m.sim.now_ms = MONDAY + 2 * MS_PER_DAY;
    struct request r = {.intent = {.kind = INTENT_ACT, .deal = deal, .expected = seen}};
    r.intent.act = (struct deal_event){.kind = EVENT_UNPARKED, .subject = NO_SUBJECT, .actor = 1};
    workspace_do(m.w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    assert_int_equal(r.answer.first, seen + 2); /* before it, the clock */
    assert_int_equal(r.answer.last, seen + 2);
    workspace_do(m.w, &r); /* but somebody else's act is one */
    assert_int_equal(r.answer.status, ANSWER_CONFLICT);
    assert_sound(&m);
    workspace_close(m.w);
    simulated_release(&m.sim);
}

/* --- nights in which the hour changes -------------------------------------------------------- */

static bool copy_zone(struct machine *m, const char *name)
{
    struct err e;
    str bytes;
    const struct platform *p = &m->sim.platform;
    const char *file = str_zero_ended(&arena, str_fmt(&arena, "/usr/share/zoneinfo/%s", name));
    if (!os_read_file(&bytes, &arena, str_c(file), 1 << 20, &e))
        return false;
    i64 h = p->file_open(p->self, file, PLATFORM_WRITE | PLATFORM_CREATE);
    assert_true(h >= 0 && p->file_write(p->self, h, bytes.p, bytes.n, 0) == PLATFORM_OK);
    p->file_close(p->self, h);
    return true;
}

static i64 at(const char *text)
{
    i64 ms;
    assert_true(time_parse(str_c(text), &ms));
    return ms;
}

/* "accept within 4 working hours", offered on a Friday afternoon before the hour changes. */
static void working_hours_run_over_the_night_in_which_the_hour_changes(void **state)
{
    (void)state;
    static const struct {
        const char *offered, *due;
    } cases[] = {
        {"2026-03-27T16:00:00Z", "2026-03-30T10:00:00Z"}, /* 17:00 Paris; Monday at noon */
        {"2026-10-23T15:00:00Z", "2026-10-26T11:00:00Z"}, /* the hour comes twice */
        {"2026-12-24T16:00:00Z", "2026-12-28T11:00:00Z"}, /* Christmas is a Friday */
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        static struct machine m;
        machine_init(&m, 4, at(cases[i].offered));
        if (!copy_zone(&m, "Europe/Paris"))
            skip();
        begin(&m, S("Europe/Paris"));
        i64 deal = act(&m, 0, EVENT_OPENED, 0, 0).deal;
        act(&m, deal, EVENT_FIELD_SET, 2, 0);
        act(&m, deal, EVENT_FIELD_SET, 3, 20600);
        assert_int_equal(act(&m, deal, EVENT_STAGE_ENTERED, STAGE_COST, 0).status, ANSWER_ACCEPTED);
        m.sim.now_ms = at(cases[i].due) - 1;
        assert_int_equal(tick(&m), 0);
        m.sim.now_ms = at(cases[i].due);
        assert_int_equal(tick(&m), 1);
        struct event_row row = last_event(&m, deal);
        assert_int_equal((i64)row.event.kind, KIND_CLOCK + DUE_ACCEPT);
        assert_int_equal(row.event.occurred_ms, at(cases[i].due));
        assert_sound(&m);
        workspace_close(m.w);
        simulated_release(&m.sim);
    }
}

/* --- whatever fails --------------------------------------------------------------------------- */

/* Every n-th call fails while clocks run out; after it each has run out once. */
static i64 sweep(u32 mask, bool stays, bool forgets)
{
    static struct machine m;
    static struct simulated_disk base;
    machine_init(&m, 6, MONDAY);
    begin(&m, S("UTC"));
    i64 deals[4];
    for (i64 i = 0; i < 4; i++)
        deals[i] = parked_deal(&m, MONDAY + (1 + i) * MS_PER_DAY);
    ask(&m, (struct intent){.kind = INTENT_TRAINED, .act = {.value = 1, .actor = 1}});
    workspace_close(m.w);
    simulated_disk_copy(&base, &m.sim.disk);
    i64 n = 1;
    for (bool happened = true; happened && n < FAULTS_MOST; n++) {
        i64 mark = arena_mark(&arena);
        simulated_disk_copy(&m.sim.disk, &base);
        simulated_kill(&m.sim);
        m.sim.now_ms = MONDAY + 9 * MS_PER_DAY;
        m.sim.fault_mask = mask;
        m.sim.fault_at = n;
        m.sim.fault_stays = stays;
        m.sim.sync_forgets = forgets;
        m.sim.faults_happened = 0;
        if (try_open(&m)) {
            tick(&m);
            act(&m, deals[0], EVENT_UNPARKED, NO_SUBJECT, 0);
            tick(&m);
        }
        workspace_close(m.w);
        m.sim.fault_at = 0;
        happened = m.sim.faults_happened > 0;
        simulated_kill(&m.sim);
        assert_true(try_open(&m));
        tick(&m);
        for (i64 i = 0; i < 4; i++) {
            str said = story(&m, deals[i], true);
            str parked = str_fmt(&arena, "clock-park 0 0 at %lld\n",
                                 (long long)(MONDAY + (1 + i) * MS_PER_DAY));
            if (!str_eq(said, parked))
                fail_msg("fault %lld, deal %lld: %s", (long long)n, (long long)i, said.p);
        }
        assert_int_equal(count_kind(&m, KIND_CLOCK + DUE_TRAINING), 1);
        assert_sound(&m);
        workspace_close(m.w);
        arena_rewind(&arena, mark);
    }
    simulated_release(&m.sim);
    simulated_disk_release(&base);
    base = (struct simulated_disk){0};
    return n - 2;
}

static void every_clock_runs_out_once_whatever_fails(void **state)
{
    (void)state;
    const struct {
        const char *what;
        u32 mask;
        bool stays, forgets;
    } cases[] = {
        {"write, once", FAULT_WRITE, false, false},
        {"write, for ever", FAULT_WRITE, true, false},
        {"sync, once", FAULT_SYNC, false, false},
        {"sync that forgets", FAULT_SYNC, false, true},
        {"read, once", FAULT_READ, false, false},
        {"open and names", FAULT_OPEN | FAULT_UNLINK, false, false},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        i64 points = sweep(cases[i].mask, cases[i].stays, cases[i].forgets);
        print_message("%s: %lld points\n", cases[i].what, (long long)points);
        assert_true(points > 0 && points < FAULTS_MOST - 2);
    }
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 36);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_deal_lives_the_same_however_often_somebody_looks, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(pages_of_the_queue_hold_every_row_once, setup, teardown),
        cmocka_unit_test_setup_teardown(what_ran_out_while_the_server_was_down_says_when, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_clock_that_jumps_makes_nothing_run_out_twice, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_training_runs_out_once_and_runs_anew_when_it_is_renewed,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_condition_turns_with_the_day_and_not_with_the_next_act,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_only_a_clock_said_is_no_conflict, setup, teardown),
        cmocka_unit_test_setup_teardown(working_hours_run_over_the_night_in_which_the_hour_changes,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(every_clock_runs_out_once_whatever_fails, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
