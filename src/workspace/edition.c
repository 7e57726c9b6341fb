#include <string.h>

#include "base/message.h"
#include "standard/check.h"
#include "standard/read.h"
#include "workspace/store.h"

enum { ZONE_BYTES_MAX = 1 << 16 };

static i64 read_zone(const struct platform *p, const char *path, struct arena *a, str *out)
{
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    if (file < 0)
        return file;
    char *bytes = arena_array(a, char, ZONE_BYTES_MAX);
    i64 n = p->file_read(p->self, file, bytes, ZONE_BYTES_MAX, 0);
    p->file_close(p->self, file);
    *out = (str){bytes, n};
    return n < 0 ? n : PLATFORM_OK;
}

/* The rules of the calendar's zone; UTC has none. */
static bool load_zone(const struct platform *p, const struct standard *s, struct arena *a, str *out,
                      struct err *e)
{
    str name = s->calendar.zone;
    *out = (str){0};
    if (!s->calendar.known || name.n == 0 || str_eq(name, S("UTC")))
        return true;
    if (str_find(name, S("..")) >= 0 || name.p[0] == '/')
        return err_set(e, ERR_INPUT, "\"%.*s\" is no time zone", STR_ARG(name));
    str path = str_fmt(a, "/usr/share/zoneinfo/%.*s", STR_ARG(name));
    const char *zero_ended = str_zero_ended(a, path);
    i64 reason = read_zone(p, zero_ended, a, out);
    if (reason == PLATFORM_OK)
        return true;
    platform_fail(e, reason, MESSAGE("read the time zone"), zero_ended);
    return err_hint(e, "zones come with the package tzdata");
}

struct edition *edition_make(struct arena *a, const struct platform *p, str text, i32 number,
                             struct diags *d, struct err *e)
{
    struct edition *edition = arena_new(a, struct edition);
    str own = str_dup(a, text), zone;
    struct sha256 h;
    if (!standard_read(&edition->standard, a, S("standard"), own, d))
        return NULL;
    standard_check(&edition->standard, d);
    if (d->count[DIAG_ERROR] || !load_zone(p, &edition->standard, a, &zone, e) ||
        !rules_compile(&edition->rules, a, &edition->standard, zone, d))
        return NULL;
    edition->zone = zone;
    /* a deal says which edition it is on; the process's own numbering is for people */
    edition->rules.version = number;
    sha256_init(&h);
    sha256_once(&h, own, (str){0}, edition->hash);
    sha256_release(&h);
    return edition;
}

/* --- one after the other ------------------------------------------------------------------ */

static struct edition *newest(struct editions published, str process)
{
    for (i32 i = published.n; i > 0; i--)
        if (str_eq(published.v[i]->standard.process, process))
            return published.v[i];
    return NULL;
}

static struct edition *of_version(struct editions published, str process, i32 version)
{
    for (i32 i = published.n; i > 0; i--)
        if (str_eq(published.v[i]->standard.process, process) &&
            published.v[i]->standard.version == version)
            return published.v[i];
    return NULL;
}

bool edition_link(struct edition *edition, struct editions published, struct arena *a,
                  struct diags *d, bool *old)
{
    struct standard *s = &edition->standard;
    struct edition *last = newest(published, s->process);
    i32 version = last ? last->standard.version : 0;
    *old = false;
    if (s->version == 0)
        s->version = version + 1; /* given at publication */
    if (s->version <= version) {
        *old = true;
        return false;
    }
    struct edition *before =
        s->changes.known ? of_version(published, s->process, s->changes.from_version) : last;
    if (!before)
        return true;
    standard_check_change(&before->standard, s, d);
    if (d->count[DIAG_ERROR] || !carry_make(&edition->carry, a, &before->rules, &edition->rules, d))
        return false;
    edition->before = before;
    return true;
}

const struct edition *edition_next(const struct edition *from, const struct edition *to)
{
    while (to && to->before != from)
        to = to->before;
    return to;
}

bool edition_leads(const struct edition *from, const struct edition *to)
{
    return from != to && edition_next(from, to);
}

enum carry_trouble edition_carry(const struct edition *from, const struct edition *to,
                                 struct deal_state *s, i64 now_ms)
{
    while (from != to) {
        const struct edition *next = edition_next(from, to);
        struct deal_event e = {.kind = EVENT_MIGRATED, .occurred_ms = now_ms, .role = ROLE_SYSTEM};
        i32 stage;
        enum carry_trouble trouble = carry_plan(&next->carry, s, now_ms, &stage);
        if (trouble)
            return trouble;
        e.subject = (u16)stage;
        e.value = next->rules.version;
        deal_carry(&next->carry, s, &e);
        from = next;
    }
    return CARRY_FINE;
}

static const char *discipline_word(enum discipline d)
{
    static const char *const words[] = {"random", "informal", "formal", "dynamic"};
    return words[d];
}

bool edition_part(const struct standard *s, i32 i, const char **what, i32 *number, str *id)
{
    const i64 counts[] = {s->stages.n, s->milestones.n, s->fields.n, s->handoffs.n};
    static const char *const names[] = {"stage", "milestone", "field", "handoff"};
    i64 k = i;
    for (i32 which = 0; which < LENGTH(counts); k -= counts[which], which++) {
        if (k >= counts[which])
            continue;
        const str ids[] = {
            which == 0 ? s->stages.v[k].id : (str){0},
            which == 1 ? s->milestones.v[k].id : (str){0},
            which == 2 ? s->fields.v[k].id : (str){0},
            which == 3 ? s->handoffs.v[k].id : (str){0},
        };
        *what = names[which];
        *number = (i32)k;
        *id = ids[which];
        return true;
    }
    return false;
}

void edition_put(struct storage *db, const struct edition *edition)
{
    const struct standard *s = &edition->standard;
    const char *what;
    i32 number;
    str id;
    struct statement *q = storage_use(db, SQL_STANDARD_PUT);
    bind_i64(q, 1, edition->rules.version);
    bind_i64(q, 2, edition->sequence);
    bind_str(q, 3, s->process);
    bind_i64(q, 4, s->version);
    bind_str(q, 5, str_c(discipline_word(s->discipline)));
    bind_blob(q, 6, edition->hash, HASH_BYTES);
    statement_run(q);
    for (i32 i = 0; edition_part(s, i, &what, &number, &id); i++) {
        q = storage_use(db, SQL_PART_PUT);
        bind_i64(q, 1, edition->rules.version);
        bind_str(q, 2, str_c(what));
        bind_i64(q, 3, number);
        bind_str(q, 4, id);
        statement_run(q);
    }
}
