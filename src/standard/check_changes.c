/* From one version to the next: every id that is gone has a place to go. */
#include "standard/check_part.h"
#include "standard/guard.h"

static void check_rows(const struct standard *s, struct diags *d, const struct change_map *rows,
                       i64 n)
{
    bool open = true; /* no branch without a condition came yet */
    for (i64 i = 0; i < n; i++) {
        bool first = i == 0 || !str_eq(rows[i].from, rows[i - 1].from);
        bool last = i + 1 == n || !str_eq(rows[i].from, rows[i + 1].from);
        struct guard g;
        open = first || open;
        if (rows[i].when.n && !guard_parse(&g, d->arena, s, rows[i].when, rows[i].when_at, d))
            open = false; /* one problem is enough */
        if (open && last && rows[i].when.n)
            check_say(d, DIAG_ERROR, "open-split", rows[i].at,
                      message_fmt(d->arena, "deals of \"%.*s\" that meet no condition go nowhere",
                                  STR_ARG(rows[i].from)),
                      "end the split with {to: …} and no condition");
        if (!last && !rows[i].when.n)
            check_say(d, DIAG_ERROR, "open-split", rows[i].to_at,
                      S("branches after this one are never taken"),
                      "put the branch without a condition last");
        open = open && rows[i].when.n;
    }
}

static void check_versions(const struct standard *s, struct diags *d)
{
    const struct changes *c = &s->changes;
    if (!c->known && s->version > 1)
        check_say(d, DIAG_WARNING, "no-changes", s->process_at,
                  message_fmt(d->arena, "version %d does not say what changed", s->version),
                  "add changes: {from: …, why: …} with the mapping of ids that are gone");
    if (c->known && s->version && c->from_version >= s->version)
        check_say(d, DIAG_ERROR, "bad-version", c->at,
                  message_fmt(d->arena, "version %d cannot follow version %d", s->version,
                              c->from_version),
                  NULL);
}

void check_changes(const struct standard *s, struct diags *d)
{
    if (!s->sound)
        return;
    const struct changes *c = &s->changes;
    check_versions(s, d);
    check_rows(s, d, c->stages.v, c->stages.n);
    check_rows(s, d, c->milestones.v, c->milestones.n);
    bool catch_up = false;
    for (i64 i = 0; i < c->added.n; i++)
        catch_up |= c->added.v[i].policy == NEW_CATCH_UP;
    if (catch_up && !c->catch_up_within.known)
        check_say(d, DIAG_WARNING, "no-deadline", c->at,
                  S("deals in flight must catch up, but not by when"),
                  "add catch-up-within: 14 days");
}

/* The ids of one kind, before and now. */
struct ids {
    bool stages; /* else milestones */
    struct dict before, now;
    const struct change_map *map;
    i64 map_count;
};

static bool is_mapped(const struct ids *ids, str id)
{
    for (i64 i = 0; i < ids->map_count; i++)
        if (str_eq(ids->map[i].from, id))
            return true;
    return false;
}

static bool is_target(const struct ids *ids, str id)
{
    for (i64 i = 0; i < ids->map_count; i++)
        if (str_eq(ids->map[i].to, id))
            return true;
    return false;
}

static void check_gone(const struct ids *ids, struct place at, struct diags *d)
{
    for (u32 i = 0; i < ids->before.n; i++) {
        str id = dict_name(&ids->before, i);
        if (dict_find(&ids->now, id) < 0 && !is_mapped(ids, id))
            check_say(d, DIAG_ERROR, "unmapped-id", at,
                      message_fmt(d->arena,
                                  ids->stages
                                      ? "the stage \"%.*s\" is gone and has no place to go"
                                      : "the milestone \"%.*s\" is gone and has no place to go",
                                  STR_ARG(id)),
                      message_fmt(d->arena, "under changes: %s: write %.*s: its new id, or dropped",
                                  ids->stages ? "stages" : "milestones", STR_ARG(id))
                          .p);
    }
    for (i64 i = 0; i < ids->map_count; i++) {
        if (dict_find(&ids->before, ids->map[i].from) < 0)
            check_say(d, DIAG_ERROR, "unknown-reference", ids->map[i].at,
                      message_fmt(d->arena,
                                  ids->stages ? "the version before had no stage \"%.*s\""
                                              : "the version before had no milestone \"%.*s\"",
                                  STR_ARG(ids->map[i].from)),
                      NULL);
        else if (dict_find(&ids->now, ids->map[i].from) >= 0)
            check_say(d, DIAG_WARNING, "mapped-id-stays", ids->map[i].at,
                      message_fmt(d->arena,
                                  ids->stages ? "the stage \"%.*s\" is mapped and still there"
                                              : "the milestone \"%.*s\" is mapped and still there",
                                  STR_ARG(ids->map[i].from)),
                      "an id is stable and means one thing: take one of the two out");
    }
}

static bool has_policy(const struct changes *c, str id)
{
    for (i64 i = 0; i < c->added.n; i++)
        if (str_eq(c->added.v[i].milestone.id, id))
            return true;
    return false;
}

static void check_new(const struct ids *ids, const struct standard *now, struct place at,
                      struct diags *d)
{
    for (u32 i = 0; i < ids->now.n; i++) {
        str id = dict_name(&ids->now, i);
        bool new = dict_find(&ids->before, id) < 0 && !is_target(ids, id);
        if (new && !has_policy(&now->changes, id))
            check_say(d, DIAG_WARNING, "no-policy", at,
                      message_fmt(d->arena,
                                  "the milestone \"%.*s\" is new: what do deals in flight "
                                  "owe?",
                                  STR_ARG(id)),
                      "under changes: new-milestones: write grandfathered or catch-up");
    }
}

static struct ids ids_new(bool stages, struct arena *a)
{
    struct ids ids = {.stages = stages};
    dict_init(&ids.before, a);
    dict_init(&ids.now, a);
    return ids;
}

void standard_check_change(const struct standard *before, const struct standard *now,
                           struct diags *d)
{
    d->file = now->file;
    struct place at = now->changes.known ? now->changes.at : now->process_at;
    struct ids stages = ids_new(true, d->arena), milestones = ids_new(false, d->arena);
    stages.map = now->changes.stages.v;
    stages.map_count = now->changes.stages.n;
    milestones.map = now->changes.milestones.v;
    milestones.map_count = now->changes.milestones.n;
#define PUT_ALL(dict, vec)                                                                         \
    for (i64 i = 0; i < (vec).n; i++)                                                              \
        dict_intern(dict, (vec).v[i].id);
    PUT_ALL(&stages.before, before->stages)
    PUT_ALL(&stages.now, now->stages)
    PUT_ALL(&milestones.before, before->milestones)
    PUT_ALL(&milestones.now, now->milestones)
#undef PUT_ALL
    check_gone(&stages, at, d);
    check_gone(&milestones, at, d);
    check_new(&milestones, now, at, d);
}
