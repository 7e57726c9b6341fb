/* A company says the same whether its files are read or its events are followed. */
#include "base/platform.h"
#include "exchange/import.h"
#include "live/lived_test.h"
#include "live/tell.h"
#include "measure/answers.h"
#include "measure/figure_rows.h"
#include "report/json_report.h"
#include "simulate/company_files.h"
#include "standard/read.h"
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { PARTS = JSON_ALL & ~JSON_FILES };

/* Only what the deals say: not where they come from. */
static str json_of(const struct history *h, const struct standard *s)
{
    struct import_report import = {.rows_read = h->deal_count, .deals = h->deal_count};
    struct answers *answers = arena_new(&arena, struct answers);
    struct report_process *process = arena_new(&arena, struct report_process);
    struct measure_options options = {.seed = 1, .threads = 1};
    struct err e = {0};
    if (!measure_all(answers, &arena, h, s, &options, &e) ||
        !process_find(process, &arena, h, s, 1, &e))
        fail_msg("%s", e.text);
    struct report report = {.version = S("test"),
                            .history = h,
                            .import = &import,
                            .answers = answers,
                            .standard = s,
                            .process = process};
    struct buf out;
    buf_init(&out, 64 << 20);
    json_report_parts(&out, &arena, &report, PARTS);
    assert_false(out.full);
    str json = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return json;
}

static const struct standard *standard_of(str text)
{
    struct standard *s = arena_new(&arena, struct standard);
    struct diags d;
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("standard.yaml"), text, &d));
    return s;
}

static struct import_source file_of(const char *name, const struct company *c,
                                    void (*print)(struct buf *, const struct company *,
                                                  enum company_shape, i64, i64))
{
    struct buf out;
    buf_init(&out, 256 << 20);
    if (print)
        print(&out, c, SHAPE_NATIVE, 0, c->deals.n);
    else
        company_print_governance(&out, c);
    str bytes = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return (struct import_source){.name = str_c(name), .bytes = bytes, .given = true};
}

static void from_files(struct history *h, const struct company *c, i64 as_of_ms)
{
    struct import_source files[] = {file_of("deals.csv", c, company_print_deals),
                                    file_of("events.csv", c, company_print_events),
                                    file_of("governance.csv", c, NULL)};
    struct import_options options = {.as_of_ms = as_of_ms, .threads = 1};
    struct import_report report;
    struct err e = {0};
    if (!import_files(h, &report, &arena, files, LENGTH(files), &options, &e))
        fail_msg("%s", e.text);
}

static void first_difference(str a, str b)
{
    i64 line = 1, from = 0;
    for (i64 i = 0; i < i64_min(a.n, b.n); i++) {
        if (a.p[i] != b.p[i])
            fail_msg("line %lld: files say %.*s… and events %.*s…", (long long)line,
                     (int)i64_min(120, a.n - from), a.p + from, (int)i64_min(120, b.n - from),
                     b.p + from);
        if (a.p[i] == '\n') {
            line++;
            from = i + 1;
        }
    }
    assert_int_equal(a.n, b.n);
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* The objects of a list in any order: activities are numbered as they are met. */
static str sorted(str json)
{
    VEC(str) pieces = {0};
    struct buf out;
    for (i64 from = 0, i = 0; i < json.n; i++)
        if (json.p[i] == '{' || json.p[i] == ']' || i + 1 == json.n) {
            str piece = str_sub(json, from, i + 1);
            while (piece.n && (piece.p[piece.n - 1] == '{' || piece.p[piece.n - 1] == ',' ||
                               piece.p[piece.n - 1] <= ' ' || piece.p[piece.n - 1] == '}' ||
                               piece.p[piece.n - 1] == ']'))
                piece.n--;
            *vec_push(&arena, &pieces) = piece;
            from = i + 1;
        }
    qsort(pieces.v, (size_t)pieces.n, sizeof *pieces.v, by_text);
    buf_init(&out, 2 * json.n + pieces.n);
    for (i64 i = 0; i < pieces.n; i++) {
        buf_put(&out, pieces.v[i]);
        buf_char(&out, '\n');
    }
    str s = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return s;
}

static void same_json(str files, str events)
{
    i64 a = str_find(files, S("\n  \"map\": {")), b = str_find(events, S("\n  \"map\": {"));
    assert_true(a > 0 && b > 0);
    first_difference(str_sub(files, 0, a), str_sub(events, 0, b));
    first_difference(sorted(str_sub(files, a, files.n)), sorted(str_sub(events, b, events.n)));
}

/* Of acts of the same moment a workspace knows in which order they were written down. */
static bool as_written_down(const struct company_event *a, const struct company_event *b)
{
    if (a->deal != b->deal || a->at_ms != b->at_ms)
        return a->deal < b->deal || (a->deal == b->deal && a->at_ms < b->at_ms);
    return a->recorded_ms <= b->recorded_ms;
}

/* Deals of a workspace run on a standard, even where nobody looks at it. */
static void publish_one(struct company *c)
{
    if (c->version_count)
        return;
    struct governance_event published = {
        .kind = GOVERNANCE_PUBLISHED, .at_ms = c->start_ms, .actor = c->manager, .version = 1};
    struct governance_event *all =
        arena_array(&arena, struct governance_event, c->governance.n + 1);
    all[0] = published;
    for (i64 i = 0; i < c->governance.n; i++)
        all[i + 1] = c->governance.v[i];
    c->governance.v = all;
    c->governance.n++;
    c->version_count = 1;
    for (i64 d = 0; d < c->deals.n; d++)
        c->deals.v[d].version = 1;
}

static void compare(enum company_kind kind, enum company_variant variant, u64 seed, i64 deals)
{
    struct company_config config = {.kind = kind, .variant = variant, .seed = seed, .deals = deals};
    struct company *c = arena_new(&arena, struct company);
    struct err e = {0};
    struct lived lived;
    struct history h;
    assert_true(company_simulate(c, &arena, &config, &e));
    i64 day = days_of_ms(c->end_ms);
    publish_one(c);
    struct company_event *events = c->events.v;
    struct company_event *spare = arena_array(&arena, struct company_event, c->events.n);
    sort_merge(events, spare, c->events.n, as_written_down);
    c->events.v = events;
    lived_init(&lived, &arena, c);
    struct follower *f = follower_new(lived.workspace);
    lived_tell(&lived, f);
    struct growing_answer told;
    struct growing_view view = {.as_of_ms = (day + 1) * MS_PER_DAY - 1,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    if (!growing_history(&told, &arena, follower_history(f), &view, &e))
        fail_msg("%s", e.text);
    from_files(&h, c, view.as_of_ms);
    const struct standard *s = standard_of(lived_standard(&arena, c, told.edition));
    same_json(json_of(&h, s), json_of(&told.history, follower_standard(f, told.edition)));
    follower_release(f);
    lived_release(&lived);
}

static void companies_of_the_four_kinds_say_the_same_as_their_files(void **state)
{
    (void)state;
    for (i32 kind = 0; kind < COMPANY_KINDS; kind++)
        for (u64 seed = 1; seed <= 3; seed++)
            compare((enum company_kind)kind, VARIANT_NOMINAL, seed, 300);
}

/* --- imports ------------------------------------------------------------------------------ */

/* Both without what only one of them knows: versions of standards, and their publication. */
static str plain_json(struct history h)
{
    h.governance_count = 0;
    if (h.attribute_count && str_eq(h.attributes[h.attribute_count - 1].name, S("version")))
        h.attribute_count--;
    return json_of(&h, NULL);
}

static bool import_folder(struct history *h, struct import_report *report, const char *folder)
{
    struct import_source files[16];
    struct import_options options = {.threads = 1};
    struct platform_names names;
    struct err e = {0};
    i64 n = 0;
    if (platform_system.folder_list(platform_system.self, folder, &arena, &names) < 0)
        return false;
    for (i64 i = 0; i < names.n && n < LENGTH(files); i++)
        if (str_ends(names.v[i], S(".csv")))
            files[n++] = (struct import_source){
                .name = str_fmt(&arena, "%s/%.*s", folder, STR_ARG(names.v[i]))};
    return n && import_files(h, report, &arena, files, n, &options, &e) && h->deal_count;
}

static void tell_import(struct growing_answer *told, struct follower *f, i64 as_of_ms)
{
    struct growing_view view = {.as_of_ms = as_of_ms,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    struct err e = {0};
    while (follower_read(f))
        continue;
    if (!growing_history(told, &arena, follower_history(f), &view, &e))
        fail_msg("%s", e.text);
}

static i64 imports_compared;

static void compare_import(const char *folder)
{
    struct history files;
    struct import_report report;
    struct lived lived;
    struct growing_answer told;
    if (!import_folder(&files, &report, folder))
        return;
    if (lived_import(&lived, &arena, &files, &report)) {
        struct follower *f = follower_new(lived.workspace);
        tell_import(&told, f, files.as_of_ms);
        print_message("%s\n", folder);
        same_json(plain_json(files), plain_json(told.history));
        imports_compared++;
        lived_undo(&lived);
        tell_import(&told, f, files.as_of_ms);
        assert_int_equal(told.history.deal_count, 0);
        follower_release(f);
    }
    lived_release(&lived);
}

static void what_was_imported_is_followed_as_it_is_read_from_the_file(void **state)
{
    (void)state;
    struct platform_names names;
    const char *root = TEST_ROOT "/tests/exports";
    assert_true(platform_system.folder_list(platform_system.self, root, &arena, &names) >= 0);
    for (i64 i = 0; i < names.n; i++) {
        i64 mark = arena_mark(&arena);
        compare_import(
            str_zero_ended(&arena, str_fmt(&arena, "%s/%.*s", root, STR_ARG(names.v[i]))));
        arena_rewind(&arena, mark);
    }
    assert_true(imports_compared > 10);
}

/* --- the deals behind a figure -------------------------------------------------------------- */

static void behind(const struct history *h, const struct standard *s, struct figure_rows rows,
                   struct rate rate)
{
    struct measure_options options = {.seed = 1, .threads = 1};
    struct err e = {0};
    for (i32 side = 0; side < 2; side++) {
        i64 mark = arena_mark(&arena), n = 0;
        u8 *in = arena_array(&arena, u8, h->deal_count);
        rows.others = side;
        if (!figure_rows_find(in, &arena, h, s, &options, &rows, &e))
            fail_msg("%.*s: %s", STR_ARG(rows.name), e.text);
        for (i64 d = 0; d < h->deal_count; d++)
            n += in[d];
        if (n != (side ? rate.denominator : rate.numerator))
            fail_msg("%.*s %.*s: %lld deals behind %lld of %lld", STR_ARG(rows.name),
                     STR_ARG(rows.of), (long long)n, (long long)rate.numerator,
                     (long long)rate.denominator);
        arena_rewind(&arena, mark);
    }
}

static struct rate counts_of(i64 numerator, i64 denominator)
{
    return (struct rate){.numerator = numerator, .denominator = denominator};
}

/* Cells of adherence × outcome, and each milestone's deals above and below the line. */
static void behind_adherence(struct history *h, const struct standard *s, const struct adherence *a)
{
    static const char *const names[2][2] = {
        {"adherence.not_followed.won", "adherence.not_followed.lost"},
        {"adherence.followed.won", "adherence.followed.lost"}};
    for (i32 followed = 0; followed < 2; followed++) {
        i64 all = 0;
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            all += a->by_outcome[o][followed];
        for (i32 lost = 0; lost < 2; lost++)
            behind(h, s, (struct figure_rows){.name = str_c(names[followed][lost])},
                   counts_of(a->by_outcome[lost ? OUTCOME_LOST : OUTCOME_WON][followed], all));
    }
    i64 unmet = 0;
    for (i64 i = 0; i < a->milestone_count; i++) {
        const struct milestone_adherence *m = &a->milestones[i];
        i64 missed = m->count[OBLIGATION_MISSING] + m->count[OBLIGATION_LATE] +
                     m->count[OBLIGATION_LATE_OUT_OF_ORDER] + m->count[OBLIGATION_WAIVED_WITHOUT];
        behind(
            h, s,
            (struct figure_rows){.name = S("adherence.milestones.done_rate"), .of = m->milestone},
            m->done);
        behind(h, s,
               (struct figure_rows){.name = S("adherence.milestones.unmet"), .of = m->milestone},
               counts_of(missed, m->done.denominator));
        unmet += missed;
    }
    assert_true(a->milestone_count > 2 && unmet > 0);
}

static void behind_season(struct history *h, const struct standard *s, const struct season *a)
{
    for (i64 i = 0; i < a->quarter_count; i++) {
        const struct season_period *p = &a->quarters[i];
        i64 closed = p->won + p->lost + p->no_decision + p->walked;
        str of = str_fmt(&arena, "%d-Q%d", p->year, p->number);
        behind(h, s, (struct figure_rows){.name = S("season.won"), .of = of},
               counts_of(p->won, closed));
        behind(h, s, (struct figure_rows){.name = S("season.entered"), .of = of},
               counts_of(p->entered, p->entered));
    }
    assert_true(a->quarter_count > 2);
    for (i64 i = 0; i < a->month_count; i++) {
        const struct season_period *p = &a->months[i];
        i64 closed = p->won + p->lost + p->no_decision + p->walked;
        behind(h, s,
               (struct figure_rows){.name = S("season.lost"),
                                    .of = str_fmt(&arena, "%d-%02d", p->year, p->number)},
               counts_of(p->lost, closed));
    }
}

static void a_company(struct history *h, const struct standard **s)
{
    struct company_config config = {.kind = COMPANY_FORMAL, .seed = 4, .deals = 500};
    struct company *c = arena_new(&arena, struct company);
    struct err e = {0};
    assert_true(company_simulate(c, &arena, &config, &e));
    assert_true(company_history(h, &arena, c, &e));
    *s = standard_of(lived_standard(&arena, c, 1));
}

static void the_deals_behind_a_figure_are_as_many_as_it_says(void **state)
{
    (void)state;
    struct history h;
    const struct standard *s;
    struct answers *a = arena_new(&arena, struct answers);
    struct measure_options options = {.seed = 1, .threads = 1};
    struct err e = {0};
    a_company(&h, &s);
    assert_true(measure_all(a, &arena, &h, s, &options, &e));
    const struct {
        const char *name;
        struct rate rate;
    } figures[] = {
        {"win_rate.cohort", a->cohort.rate},
        {"win_rate.closed_broad", a->rates.win_broad},
        {"win_rate.closed_narrow", a->rates.win_narrow},
        {"loss_rate", a->rates.loss},
        {"no_decision_rate", a->rates.no_decision},
        {"walked_rate", a->rates.walked},
        {"invalid_rate", a->rates.invalid},
        {"open_rate", a->rates.still_open},
        {"overdue.open", a->overdue.open},
        {"slippage.pushed", a->slippage.pushed},
        {"stale.open", a->stale.open},
        {"slippage.pulled", a->slippage.pulled},
        {"funnel.skips", a->funnel.skips},
        {"funnel.backs", a->funnel.backs},
        {"adherence.compliant", a->adherence.compliant},
        {"adherence.win_followed", a->adherence.win_followed},
        {"adherence.win_not_followed", a->adherence.win_not},
    };
    for (i64 i = 0; i < LENGTH(figures); i++) {
        assert_true(figures[i].rate.denominator > 0);
        behind(&h, s, (struct figure_rows){.name = str_c(figures[i].name)}, figures[i].rate);
    }
    for (i64 g = 0; g < a->groups.n; g++)
        for (i64 k = 0; k < a->groups.list[g].level_count; k++) {
            const struct group_level *level = &a->groups.list[g].levels[k];
            behind(&h, s,
                   (struct figure_rows){
                       .name = S("groups.win_rate"), .by = a->groups.list[g].by, .of = level->name},
                   level->win);
        }
    behind_adherence(&h, s, &a->adherence);
    behind_season(&h, s, &a->season);
    assert_true(a->groups.n > 2 && a->funnel.stage_count > 2);
    for (i64 i = 0; i < a->funnel.stage_count; i++)
        behind(&h, s,
               (struct figure_rows){.name = S("funnel.reached"), .of = a->funnel.stages[i].stage},
               a->funnel.stages[i].reached);
}

static void every_figure_that_is_named_can_be_asked_for(void **state)
{
    (void)state;
    struct history h;
    const struct standard *s;
    struct measure_options options = {.seed = 1, .threads = 1};
    struct err e = {0};
    a_company(&h, &s);
    u8 *in = arena_array(&arena, u8, h.deal_count);
    for (i64 i = 0; figure_names[i]; i++) {
        struct figure_rows rows = {.name = str_c(figure_names[i]), .by = S("owner")};
        bool found = figure_rows_find(in, &arena, &h, s, &options, &rows, &e);
        bool known = found || !strstr(e.text, "no figure");
        assert_true(known || str_starts(rows.name, S("map.")) ||
                    str_eq(rows.name, S("variants"))); /* those are of learn/ */
    }
    struct figure_rows rows = {.name = S("win_rates")};
    assert_false(figure_rows_find(in, &arena, &h, s, &options, &rows, &e));
}

/* From one key of the answer to the next one. */
static str between_keys(str json, const char *from, const char *to)
{
    i64 a = str_find(json, str_c(from)), b = str_find(json, str_c(to));
    assert_true(a >= 0 && b > a);
    return str_sub(json, a, b);
}

static void a_part_alone_says_what_it_says_in_the_whole(void **state)
{
    (void)state;
    static const struct {
        u32 part;
        const char *from, *to;
    } parts[] = {{JSON_OUTCOMES, "\"outcomes\":", "\"cannot_say\":"},
                 {JSON_TIMES, "\"cycle_days\":", "\"cannot_say\":"},
                 {JSON_FUNNEL, "\"funnel\":", "\"cannot_say\":"},
                 {JSON_SEASON, "\"season\":", "\"cannot_say\":"}};
    struct history h;
    const struct standard *s;
    struct import_report import = {0};
    struct answers *a = arena_new(&arena, struct answers);
    struct buf whole, alone;
    struct err e = {0};
    a_company(&h, &s);
    struct report report = {.history = &h, .import = &import, .answers = a, .compact = true};
    struct measure_options options = {.seed = 1, .threads = 1};
    buf_init(&whole, 64 << 20);
    buf_init(&alone, 64 << 20);
    assert_true(measure_all(a, &arena, &h, s, &options, &e));
    json_report_parts(&whole, &arena, &report, ~(u32)(JSON_MAP | JSON_VARIANTS | JSON_DISTANCE));
    for (i64 i = 0; i < LENGTH(parts); i++) {
        buf_clear(&alone);
        options.subjects = json_part_subjects(parts[i].part);
        assert_true(measure_all(a, &arena, &h, s, &options, &e));
        json_report_parts(&alone, &arena, &report, parts[i].part);
        str said = between_keys(buf_str(&alone), parts[i].from, parts[i].to);
        assert_true(str_find(buf_str(&whole), said) >= 0);
    }
    buf_release(&alone);
    buf_release(&whole);
}

/* --- whose figures -------------------------------------------------------------------------- */

static i64 count_of(str json, const char *text)
{
    i64 n = 0;
    for (i64 at; (at = str_find(json, str_c(text))) >= 0; n++)
        json = str_sub(json, at + 1, json.n);
    return n;
}

static void of_single_sellers_only_the_readers_own_figures_are_shown(void **state)
{
    (void)state;
    struct history h;
    const struct standard *s;
    struct import_report import = {0};
    struct answers *a = arena_new(&arena, struct answers);
    struct measure_options options = {.seed = 1, .threads = 1};
    struct err e = {0};
    struct buf out;
    a_company(&h, &s);
    assert_true(measure_all(a, &arena, &h, s, &options, &e));
    struct report report = {.history = &h, .import = &import, .answers = a, .standard = s};
    buf_init(&out, 64 << 20);
    for (i64 who = -1; who < h.actors.n; who++) {
        report.people = (struct report_people){who >= 0, (str){0}};
        if (who >= 0)
            report.people.self = dict_name(&h.actors, (u32)who);
        buf_clear(&out);
        json_report_parts(&out, &arena, &report, JSON_GROUPS | JSON_ADHERENCE | JSON_PIPELINE);
        for (i64 k = 0; k < h.actors.n; k++) {
            str name = dict_name(&h.actors, (u32)k);
            i64 shown = count_of(
                buf_str(&out), str_zero_ended(&arena, str_fmt(&arena, "\"%.*s\"", STR_ARG(name))));
            bool sells = false;
            for (i64 d = 0; d < h.deal_count; d++)
                sells = sells || h.owner[d] == k;
            assert_true(who < 0 || who == k ? shown >= 2 || !sells : shown == 0);
        }
    }
    buf_release(&out);
}

/* --- beforehand --------------------------------------------------------------------------- */

static void act(struct lived *l, struct deal_event e, i64 deal, i64 *out)
{
    struct request r = {
        .intent = {.kind = INTENT_ACT, .deal = deal, .act = e, .expected = REVISION_ANY}};
    r.intent.act.role = ROLE_PEER;
    l->machine.now_ms += 1800000;
    workspace_do(l->workspace, &r);
    if (out)
        *out = r.answer.deal;
}

/* Deals of five people that come to every stage and to several ends. */
static void sell_a_little(struct lived *l)
{
    for (i32 i = 1; i <= 5; i++) {
        struct request r = {.intent = {.kind = INTENT_PERSON, .text = str_fmt(&arena, "P%d", i)}};
        workspace_do(l->workspace, &r);
    }
    for (i32 i = 0; i < 300; i++) {
        u32 actor = 1 + (u32)i % 5;
        i64 deal;
        act(l, (struct deal_event){.kind = EVENT_OPENED, .actor = actor, .value = 1}, 0, &deal);
        for (u16 stage = 1; stage <= i % 5; stage++)
            act(l,
                (struct deal_event){.kind = EVENT_STAGE_ENTERED, .actor = actor, .subject = stage},
                deal, NULL);
        act(l,
            (struct deal_event){.kind = EVENT_MILESTONE_REACHED,
                                .actor = actor,
                                .subject = (u16)(i % 12),
                                .value = EVIDENCE_NOTE},
            deal, NULL);
        if (i % 3)
            act(l,
                (struct deal_event){.kind = EVENT_OUTCOME_SET,
                                    .actor = actor,
                                    .subject = (u16)(1 + i % 4),
                                    .value = event_ending((struct ending){.reason = {0, -1}})},
                deal, NULL);
    }
}

static str told_by(struct teller *t, const struct question *q)
{
    struct buf out;
    struct err e = {0};
    i64 sequence;
    buf_init(&out, 16 << 20);
    if (!teller_answer(t, q, 0, &out, &sequence, &e))
        fail_msg("%s", e.text);
    str body = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return body;
}

/* Whether it was made beforehand, is written down again, is a part of what is there or is made from
 * nothing: the same bytes. */
static void figures_made_beforehand_are_those_made_when_asked(void **state)
{
    (void)state;
    static const u32 parts[] = {JSON_OUTCOMES, JSON_TIMES,     JSON_FUNNEL,
                                JSON_GROUPS,   JSON_ADHERENCE, JSON_MAP,
                                JSON_VARIANTS, JSON_DISTANCE,  JSON_ASSESSMENT};
    struct company_config config = {.kind = COMPANY_INFORMAL, .seed = 3, .deals = 50};
    struct company *c = arena_new(&arena, struct company);
    struct err e = {0};
    struct lived lived;
    assert_true(company_simulate(c, &arena, &config, &e));
    lived_init(&lived, &arena, c);
    sell_a_little(&lived);
    struct follower *f = follower_new(lived.workspace);
    while (follower_read(f))
        continue;
    struct teller *warm = teller_new(&lived.machine.platform, S("acme"), f, 1);
    i64 pieces = 0;
    assert_false(teller_is_warm(warm));
    for (; teller_warm(warm); pieces++)
        assert_true(pieces < 50);
    assert_true(pieces > LENGTH(parts) && teller_is_warm(warm));
    for (i64 i = 0; i < LENGTH(parts); i++)
        for (i32 k = 0; k < 4; k++) {
            struct teller *cold = teller_new(&lived.machine.platform, S("acme"), f, INT64_MAX);
            struct question q = question_new(days_of_ms(lived.machine.now_ms));
            q.parts = parts[i];
            q.lang = k == 1 ? LANG_FR : LANG_EN;
            q.own_only = k == 2;
            q.from_day = k == 3 ? q.as_of_day - 20 : TIME_NONE;
            assert_true(str_eq(told_by(warm, &q), told_by(cold, &q)));
            assert_true(str_eq(told_by(warm, &q), told_by(warm, &q)));
            teller_release(cold);
        }
    teller_release(warm);
    follower_release(f);
    lived_release(&lived);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(companies_of_the_four_kinds_say_the_same_as_their_files),
        TEST(what_was_imported_is_followed_as_it_is_read_from_the_file),
        TEST(the_deals_behind_a_figure_are_as_many_as_it_says),
        TEST(every_figure_that_is_named_can_be_asked_for),
        TEST(a_part_alone_says_what_it_says_in_the_whole),
        TEST(of_single_sellers_only_the_readers_own_figures_are_shown),
        TEST(figures_made_beforehand_are_those_made_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
