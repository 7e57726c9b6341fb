/* bench_figures [DEALS] - what the figures of a workspace cost: a history that grows by ten events
 * a deal (default: a million deals), told as it stands and as of an earlier day, and each part
 * of the answer made from it, on one thread. Times are processor time. */
#include "bench.h"
#include "history/growing.h"
#include "measure/answers.h"
#include "report/json_report.h"
#include "report/process.h"

enum { DEALS = 1000000, STAGES = 5, SELLERS = 40, DAYS = 730 };

static const char *const stages[STAGES] = {"problem", "cost", "proof", "decision", "signed"};
static const char *const segments[] = {"small", "middle", "large"};

static void add(struct growing *g, u32 deal, i64 at_ms, u16 activity, i64 person, const i64 *value)
{
    struct growing_event e = {.deal = deal,
                              .activity = activity,
                              .when = {at_ms, at_ms},
                              .person = person,
                              .value = value ? *value : 0,
                              .has_value = value};
    growing_add_event(g, &e);
}

/* Ten events: as far as the deal comes, a milestone after each stage, amount, date, end. */
static void add_deal(struct growing *g, struct rng *r, i64 number, i64 deals)
{
    static u16 stage[STAGES], reached, amount, date, end[OUTCOME_COUNT];
    if (number == 0) {
        for (i32 i = 0; i < STAGES; i++)
            stage[i] = growing_activity(g, str_c(stages[i]), ACTIVITY_STAGE);
        reached = growing_activity(g, S("champion-named"), ACTIVITY_MILESTONE);
        amount = growing_activity(g, S("amount"), ACTIVITY_AMOUNT);
        date = growing_activity(g, S("close-date"), ACTIVITY_CLOSE_DATE);
        for (i32 o = 1; o < OUTCOME_COUNT; o++)
            end[o] = growing_activity(g, str_c(outcome_id((enum outcome)o)), ACTIVITY_OUTCOME);
    }
    i64 at = MS_PER_DAY * DAYS * number / deals, person = 1 + rng_below(r, SELLERS);
    i64 outcome = 1 + rng_below(r, 3), minor = 100 * rng_below(r, 500), day = days_of_ms(at) + 40;
    u32 deal = growing_open_deal(g, 10 * number + 1, (struct moment){at, at}, 1, person);
    growing_set_field(g, deal, (struct moment){at, at}, S("segment"),
                      str_c(segments[rng_below(r, LENGTH(segments))]));
    add(g, deal, at, stage[0], person, NULL);
    add(g, deal, at, amount, person, &minor);
    add(g, deal, at, date, person, &day);
    i32 reach = (i32)rng_below(r, STAGES);
    for (i32 i = 1; i <= 6; i++) {
        at += MS_PER_HOUR * (1 + rng_below(r, 200));
        add(g, deal, at, i <= reach ? stage[i] : reached, person, NULL);
    }
    if (rng_below(r, 5))
        add(g, deal, at + MS_PER_DAY, end[outcome], person, &outcome);
}

static f64 since(i64 from_ns)
{
    return (f64)(os_usage().cpu_ns - from_ns) / 1e9;
}

static void told(const struct growing *g, struct growing_answer *out, struct arena *a, i64 day,
                 const char *name)
{
    struct growing_view view = {.as_of_ms = (day + 1) * MS_PER_DAY - 1,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    struct err e;
    i64 from = os_usage().cpu_ns;
    arena_rewind(a, 0);
    if (!growing_history(out, a, g, &view, &e))
        exit(bench_fail(&e));
    printf("%-28s %8.3f s, %lld deals, %lld events\n", name, since(from),
           (long long)out->history.deal_count, (long long)out->history.event_count);
}

static void part(const char *name, u32 parts, const struct history *h, struct arena *a)
{
    struct import_report import = {.deals = h->deal_count};
    struct report_process process = {0};
    struct answers *answers = arena_new(a, struct answers);
    struct measure_options options = {
        .seed = 1, .threads = 1, .subjects = json_part_subjects(parts)};
    struct report report = {
        .history = h, .import = &import, .answers = answers, .process = &process, .compact = true};
    struct buf out;
    struct err e;
    i64 from = os_usage().cpu_ns;
    if (!options.subjects)
        options.subjects = MEASURE_NOTHING;
    if (!measure_all(answers, a, h, NULL, &options, &e) ||
        ((parts & (JSON_MAP | JSON_VARIANTS)) && !process_ways(&process, a, h, TRACES_WAY, 1, &e)))
        exit(bench_fail(&e));
    buf_init(&out, 64 << 20);
    json_report_parts(&out, a, &report, parts);
    printf("  %-26s %8.3f s, %lld bytes\n", name, since(from), (long long)out.n);
    buf_release(&out);
    arena_rewind(a, 0);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        u32 parts;
    } parts[] = {
        {"outcomes", JSON_OUTCOMES}, {"times", JSON_TIMES},       {"funnel", JSON_FUNNEL},
        {"groups", JSON_GROUPS},     {"season", JSON_SEASON},     {"pipeline", JSON_PIPELINE},
        {"map", JSON_MAP},           {"variants", JSON_VARIANTS},
    };
    i64 deals = argc > 1 ? bench_number(argv[1], 1000, 10000000) : DEALS;
    struct rng r = rng_from(1);
    struct arena a, scratch;
    struct growing_answer answer;
    struct growing *g = growing_new();
    str words[STAGES];
    for (i32 i = 0; i < STAGES; i++)
        words[i] = str_c(stages[i]);
    struct growing_edition edition = {S("sales"), S("EUR"), 1, words, STAGES};
    arena_init(&a, 1ll << 36);
    arena_init(&scratch, 1ll << 36);
    growing_add_edition(g, 1, &edition, (struct moment){0, 0});
    i64 from = os_usage().cpu_ns;
    for (i64 i = 0; i < deals; i++)
        add_deal(g, &r, i, deals);
    printf("%-28s %8.3f s, %lld events\n", "followed", since(from),
           (long long)growing_counts(g).events);
    told(g, &answer, &a, DAYS / 2, "told as of half the time");
    told(g, &answer, &a, DAYS + 100, "told as it stands");
    for (i64 i = 0; i < LENGTH(parts); i++)
        part(parts[i].name, parts[i].parts, &answer.history, &scratch);
    printf("%-28s %8lld MB at most\n", "memory", (long long)(os_usage().peak_bytes >> 20));
    growing_release(g);
    arena_release(&scratch);
    arena_release(&a);
    return 0;
}
