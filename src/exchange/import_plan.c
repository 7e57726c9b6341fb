#include "exchange/import_plan.h"

#include "base/message.h"
#include "exchange/part.h"
#include "exchange/prepare.h"
#include "exchange/recognise.h"

static bool same_headers(const struct sheet *a, const struct sheet *b)
{
    if (a->table.columns != b->table.columns)
        return false;
    for (i64 i = 0; i < a->table.columns; i++)
        if (!str_eq_fold(a->table.header[i], b->table.header[i]))
            return false;
    return true;
}

static i64 meaningful(const struct sheet *s)
{
    i64 n = 0;
    for (i64 i = 0; i < s->table.columns; i++)
        n += s->columns[i].field != FIELD_IGNORE && s->columns[i].field != FIELD_ATTRIBUTE;
    return n;
}

static bool is_sure(const struct sheet *s)
{
    return s->shape || (s->said && s->said->has_role);
}

/* Of several files that could be deals: those of a known product or that a person named;
 * else the one that says most, and those with its headers. */
static void settle_deals(struct import_run *run)
{
    const struct sheet *best = NULL;
    for (i64 i = 0; i < run->sheets.n; i++) {
        const struct sheet *s = &run->sheets.v[i];
        if (s->role != ROLE_DEALS)
            continue;
        bool better = !best || (is_sure(s) && !is_sure(best)) ||
                      (is_sure(s) == is_sure(best) && meaningful(s) > meaningful(best));
        if (better)
            best = s;
    }
    for (i64 i = 0; best && i < run->sheets.n; i++) {
        struct sheet *s = &run->sheets.v[i];
        if (s->role != ROLE_DEALS || s == best || is_sure(s) || same_headers(s, best))
            continue;
        s->role = ROLE_IGNORED;
        s->why = message_fmt(run->arena, "%.*s is more clearly the deals",
                             STR_ARG(mapping_base_name(best->name)));
    }
}

/* What is no file of deals or histories may be a table that the deals refer to. */
static void join_tables(struct import_run *run)
{
    for (i64 i = 0; i < run->sheets.n; i++) {
        struct sheet *t = &run->sheets.v[i];
        bool said = t->said && t->said->has_role;
        if (said ? t->role != ROLE_LOOKUP && t->role != ROLE_OWNERS : t->role != ROLE_IGNORED)
            continue;
        enum import_role role = t->role;
        for (i64 k = 0; k < run->sheets.n && t->role == role; k++) {
            struct lookup l;
            if (run->sheets.v[k].role == ROLE_DEALS &&
                lookup_join(&l, run->arena, t, &run->sheets.v[k])) {
                if (said)
                    t->role = role;
                *vec_push(run->arena, &run->lookups) = l;
                break;
            }
        }
        if (t->role == ROLE_IGNORED && t->why.n == 0)
            t->why = message_str(S("nothing in it joins with the deals"));
    }
}

static void prepare_all(struct import_run *run)
{
    for (i64 i = 0; i < run->sheets.n; i++) {
        struct sheet *s = &run->sheets.v[i];
        if (s->role == ROLE_DEALS) {
            recognise_attributes(s, run->arena);
            part_tell(s, run->report);
        }
        if (s->role != ROLE_IGNORED && s->role != ROLE_LOOKUP && s->role != ROLE_OWNERS)
            prepare_sheet(s, run->report, run->mapping);
    }
}

void import_plan(struct import_run *run)
{
    settle_deals(run);
    prepare_all(run);
    join_tables(run);
}
