#include "base/os.h"
#include "cli/commands.h"
#include "simulate/company_files.h"
#include "simulate/company_standard.h"
#include "simulate/event_log.h"

enum { DEALS_DEFAULT = 500, EVENTS_MAX = 1000000000 };
#define ARENA_BYTES (64ll << 30) /* address space; a deal touches about 3 KB */

struct request {
    struct company_config company;
    enum company_shape shape;
    i64 events; /* above 0: a plain event log of so many */
    str out;
    bool deals_given;
};

static bool bad_value(struct options *o, const char *expected)
{
    o->failed = true;
    command_usage_error(o->command, "%.*s %.*s: expected %s", STR_ARG(o->name), STR_ARG(o->value),
                        message(expected));
    return false;
}

static bool take_number(struct options *o, i64 low, i64 high, i64 *out)
{
    struct arena a;
    arena_init(&a, 1 << 16);
    str expected =
        message_fmt(&a, "a whole number from %lld to %lld", (long long)low, (long long)high);
    bool ok = str_to_i64(o->value, out) && *out >= low && *out <= high;
    if (!ok)
        bad_value(o, expected.p);
    arena_release(&a);
    return ok;
}

static bool take_logged(struct options *o, f64 *out)
{
    i64 percent = 0;
    if (!take_number(o, 1, 100, &percent))
        return false;
    *out = (f64)percent / 100;
    return true;
}

static bool take_seed(struct options *o, u64 *out)
{
    i64 seed = 0;
    if (!take_number(o, 0, INT64_MAX, &seed))
        return false;
    *out = (u64)seed;
    return true;
}

static bool take_end(struct options *o, i64 *out)
{
    i64 days = 0;
    if (!date_parse(o->value, &days))
        return bad_value(o, MESSAGE("a date such as 2026-01-01"));
    *out = days * MS_PER_DAY;
    return true;
}

static bool take_days(struct options *o, i32 *out)
{
    i64 days = 0;
    if (!take_number(o, COMPANY_DAYS_MIN, COMPANY_DAYS_MAX, &days))
        return false;
    *out = (i32)days;
    return true;
}

static bool take_option(struct options *o, struct request *q)
{
    struct company_config *c = &q->company;
    if (str_eq(o->name, S("--kind")))
        return company_kind_parse(o->value, &c->kind) ||
               bad_value(o, MESSAGE("random, informal, formal or dynamic"));
    if (str_eq(o->name, S("--variant")))
        return company_variant_parse(o->value, &c->variant) ||
               bad_value(o, MESSAGE("one of the variants that etalon simulate --help lists"));
    if (str_eq(o->name, S("--shape")))
        return company_shape_parse(o->value, &q->shape) ||
               bad_value(o, MESSAGE("native, salesforce, hubspot, pipedrive or zoho"));
    if (str_eq(o->name, S("--deals"))) {
        q->deals_given = true;
        return take_number(o, 1, COMPANY_DEALS_MAX, &c->deals);
    }
    if (str_eq(o->name, S("--days")))
        return take_days(o, &c->days);
    if (str_eq(o->name, S("--seed")))
        return take_seed(o, &c->seed);
    if (str_eq(o->name, S("--end")))
        return take_end(o, &c->end_ms);
    if (str_eq(o->name, S("--logged")))
        return take_logged(o, &c->logged);
    if (str_eq(o->name, S("--events")))
        return take_number(o, 1, EVENTS_MAX, &q->events);
    q->out = o->value; /* -o */
    return true;
}

/* Prints the deals [from, to) of a file into a buffer. */
typedef void print_slice(struct buf *out, const struct company *c, enum company_shape shape,
                         i64 from, i64 to);

static void slice_of_history(struct buf *out, const struct company *c, enum company_shape shape,
                             i64 from, i64 to)
{
    (void)shape;
    company_print_opportunity_history(out, c, from, to);
}

static void slice_of_truth(struct buf *out, const struct company *c, enum company_shape shape,
                           i64 from, i64 to)
{
    if (from == 0)
        company_print_truth_head(out, c, shape);
    company_print_truth_deals(out, c, shape, from, to);
}

struct folder {
    const struct company *company;
    const struct request *request;
    struct arena *arena;
    struct buf text;
    i64 bytes;
};

static bool write_slices(struct folder *f, const char *name, print_slice *print, struct err *e)
{
    struct os_writer w;
    str path = str_fmt(f->arena, "%.*s/%s", STR_ARG(f->request->out), name);
    if (!os_create(&w, path, e))
        return false;
    i64 n = f->company->deals.n;
    bool ok = true;
    for (i64 from = 0; ok && from < n; from += COMPANY_SLICE_DEALS) {
        buf_clear(&f->text);
        print(&f->text, f->company, f->request->shape, from,
              i64_min(n, from + COMPANY_SLICE_DEALS));
        assert(!f->text.full);
        f->bytes += f->text.n;
        ok = os_append(&w, buf_str(&f->text), e);
    }
    if (ok)
        return os_commit(&w, e);
    os_abandon(&w);
    return false;
}

static bool write_whole(struct folder *f, const char *name, struct err *e)
{
    f->bytes += f->text.n;
    str path = str_fmt(f->arena, "%.*s/%s", STR_ARG(f->request->out), name);
    bool ok = os_write_file(path, buf_str(&f->text), e);
    buf_clear(&f->text);
    return ok;
}

static bool write_small_files(struct folder *f, struct err *e)
{
    const struct company *c = f->company;
    buf_clear(&f->text);
    company_print_governance(&f->text, c);
    if (!write_whole(f, "governance.csv", e))
        return false;
    company_standard_print(&f->text, c->config.kind, c->version_count);
    if (!write_whole(f, "standard.yaml", e))
        return false;
    if (f->request->shape != SHAPE_SALESFORCE)
        return true;
    company_print_users(&f->text, c);
    return write_whole(f, "User.csv", e);
}

static bool write_folder(struct folder *f, struct err *e)
{
    if (!os_make_folder(f->request->out, e))
        return false;
    bool salesforce = f->request->shape == SHAPE_SALESFORCE;
    return write_slices(f, "deals.csv", company_print_deals, e) &&
           (!salesforce || write_slices(f, "OpportunityHistory.csv", slice_of_history, e)) &&
           write_slices(f, "events.csv", company_print_events, e) &&
           write_slices(f, "truth.json", slice_of_truth, e) && write_small_files(f, e);
}

static void say_company(const struct folder *f)
{
    const struct company *c = f->company;
    struct buf out;
    buf_init(&out, 1 << 16);
    buf_fmt(
        &out,
        message("%.*s: %s, seed %llu, %lld deals, %lld events, %lld acts of governance, %.1f MB\n"
                "%.*s holds deals.csv, events.csv, governance.csv, standard.yaml, truth.json\n"
                "next: etalon assess %.*s/deals.csv %.*s/events.csv %.*s/governance.csv "
                "--standard %.*s/standard.yaml\n"),
        STR_ARG(c->name), company_kind_id(c->config.kind), (unsigned long long)c->config.seed,
        (long long)c->deals.n, (long long)c->events.n, (long long)c->governance.n,
        (f64)f->bytes / 1e6, STR_ARG(f->request->out), STR_ARG(f->request->out),
        STR_ARG(f->request->out), STR_ARG(f->request->out), STR_ARG(f->request->out));
    os_write_out(buf_str(&out));
    buf_release(&out);
}

static i32 run_company(struct request *q)
{
    struct arena arena;
    struct err e = {0};
    arena_init(&arena, ARENA_BYTES);
    struct company *company = arena_new(&arena, struct company);
    struct folder f = {.company = company, .request = q, .arena = &arena};
    buf_init(&f.text, COMPANY_SLICE_BYTES);
    if (!q->deals_given)
        q->company.deals = DEALS_DEFAULT;
    bool ok = company_simulate(company, &arena, &q->company, &e) && write_folder(&f, &e);
    if (ok)
        say_company(&f);
    buf_release(&f.text);
    arena_release(&arena);
    return ok ? 0 : command_fail(&e);
}

static i32 run_log(const struct request *q)
{
    struct err e = {0};
    struct os_writer w;
    struct arena arena;
    struct event_log log;
    if (!os_create(&w, q->out, &e))
        return command_fail(&e);
    arena_init(&arena, 16ll << 30);
    event_log_begin(&log, &arena, q->company.seed, q->events);
    bool ok = true;
    for (str piece = event_log_next(&log); ok && piece.n; piece = event_log_next(&log))
        ok = os_append(&w, piece, &e);
    arena_release(&arena);
    if (ok && os_commit(&w, &e))
        return 0;
    os_abandon(&w);
    return command_fail(&e);
}

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct request q = {.company = {.kind = COMPANY_FORMAL, .seed = 1}};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!take_option(&o, &q))
            break;
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (o.file_count)
        return command_usage_error(self, "no file is read, \"%.*s\" was given",
                                   STR_ARG(o.files[0]));
    if (q.out.n == 0)
        q.out = q.events ? S("log.csv") : S("company");
    return q.events ? run_log(&q) : run_company(&q);
}

static const struct option options[] = {
    {"--kind", "random|informal|formal|dynamic",
     MESSAGE("which of the four kinds of process; formal")},
    {"--deals", MESSAGE("N"), MESSAGE("deals that enter during the log; 500")},
    {"--days", MESSAGE("N"), MESSAGE("length of the log; 365")},
    {"--end", MESSAGE("DATE"), MESSAGE("the day of the snapshot; 2026-01-01")},
    {"--seed", MESSAGE("N"), MESSAGE("same seed, same company; 1")},
    {"--variant", MESSAGE("NAME"), MESSAGE("a departure from the nominal company, see below")},
    {"--logged", MESSAGE("PERCENT"),
     MESSAGE("share of the acts of governance that are on record; 100")},
    {"--shape", "native|salesforce|hubspot|pipedrive|zoho",
     MESSAGE("whose export deals.csv looks like")},
    {"--events", MESSAGE("N"), MESSAGE("instead of a company: one plain event log of N events")},
    {"-o", MESSAGE("PATH"),
     MESSAGE("folder of the company (company), or the log file (log.csv, - for output)")},
    {0},
};

const struct command cmd_simulate = {
    .name = "simulate",
    .summary = MESSAGE("invent a company of one of the four kinds, with its truth"),
    .usage = MESSAGE("[--kind K] [--deals N] [--seed S] [options] [-o PATH]"),
    .options = options,
    .details =
        MESSAGE("Variants: nominal, boundary, shelfware, box-tick, cosmetic, one-department,\n"
                "unmeasured, trend, mid-life-import, speed-only.\n\n"
                "The folder holds deals.csv, events.csv, governance.csv, standard.yaml (the\n"
                "standard that the company claims) and truth.json (what no export knows).\n"
                "Outcomes follow published survey associations by construction: a simulated\n"
                "company can test the product, it can prove nothing about selling.\n"),
    .run = run,
};
