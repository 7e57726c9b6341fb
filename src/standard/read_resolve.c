#include "standard/read_resolve.h"

#include "base/message.h"

/* The ids of one kind of thing, for one look-up after the other. */
struct names {
    const char *unknown, *known, *none; /* what is said about an id of this kind */
    struct dict ids;
    VEC(i32) index; /* by number in `ids` */
    struct diags *diags;
};

#define NAMES_OF(names, vec)                                                                       \
    for (i64 i_ = 0; i_ < (vec)->n; i_++)                                                          \
    name_put((names), (vec)->v[i_].id, i_)

/* The first one of a name is meant; check reports the others. */
static void name_put(struct names *n, str id, i64 index)
{
    if (dict_find(&n->ids, id) >= 0)
        return;
    dict_intern(&n->ids, id);
    *vec_push(n->ids.arena, &n->index) = (i32)index;
}

static struct names names_new(struct diags *d, const char *unknown, const char *known,
                              const char *none)
{
    struct names n = {.unknown = unknown, .known = known, .none = none, .diags = d};
    dict_init(&n.ids, d->arena);
    return n;
}

static void report_unknown(const struct names *n, str id, struct place at)
{
    struct diag *d = diag_add(n->diags, DIAG_ERROR, "unknown-reference", at, "%s \"%.*s\"",
                              message(n->unknown), (int)i64_min(id.n, 80), id.p);
    str near = diag_did_you_mean(id, n->ids.names, n->ids.n);
    str list = S("");
    for (i64 i = 0; i < n->ids.n && list.n < 300; i++)
        list = str_fmt(n->ids.arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "",
                       STR_ARG(n->ids.names[i]));
    if (near.n)
        diag_hint(n->diags, d, "did you mean %.*s? %s: %.*s", STR_ARG(near), message(n->known),
                  STR_ARG(list));
    else if (list.n)
        diag_hint(n->diags, d, "%s: %.*s", message(n->known), STR_ARG(list));
    else
        diag_hint(n->diags, d, "%s", message(n->none));
}

static i32 find(const struct names *n, str id, struct place at)
{
    i64 number = dict_find(&n->ids, id);
    if (number >= 0)
        return n->index.v[number];
    report_unknown(n, id, at);
    return -1;
}

static void resolve(const struct names *n, struct ref *ref)
{
    ref->index = ref->id.n ? find(n, ref->id, ref->at) : -1;
}

static void resolve_all(const struct names *n, refs *list)
{
    for (i64 i = 0; i < list->n; i++)
        resolve(n, &list->v[i]);
}

static void resolve_map(const struct names *n, struct change_map *row)
{
    row->index = row->to.n ? find(n, row->to, row->to_at) : -1;
}

struct all_names {
    struct names stages, milestones, fields, departments, personas, handoffs;
};

static void resolve_process(struct standard *s, const struct all_names *all)
{
    for (i64 i = 0; i < s->fields.n; i++)
        resolve(&all->stages, &s->fields.v[i].known_from);
    for (i64 i = 0; i < s->stages.n; i++) {
        resolve(&all->departments, &s->stages.v[i].department);
        resolve_all(&all->departments, &s->stages.v[i].contributors);
    }
    for (i64 i = 0; i < s->milestones.n; i++) {
        resolve(&all->personas, &s->milestones.v[i].persona);
        resolve_all(&all->fields, &s->milestones.v[i].needs);
        resolve_all(&all->milestones, &s->milestones.v[i].after);
    }
    for (i64 i = 0; i < s->moves.also.n; i++) {
        resolve(&all->stages, &s->moves.also.v[i].from);
        resolve(&all->stages, &s->moves.also.v[i].to);
    }
}

static void resolve_surroundings(struct standard *s, const struct all_names *all)
{
    for (i64 i = 0; i < s->plays.n; i++) {
        resolve(&all->stages, &s->plays.v[i].stage);
        resolve(&all->milestones, &s->plays.v[i].milestone);
    }
    for (i64 i = 0; i < s->handoffs.n; i++) {
        resolve(&all->departments, &s->handoffs.v[i].from);
        resolve(&all->departments, &s->handoffs.v[i].to);
        resolve(&all->stages, &s->handoffs.v[i].stage);
        resolve_all(&all->fields, &s->handoffs.v[i].packet);
    }
    for (i64 i = 0; i < s->indicators.n; i++) {
        resolve(&all->stages, &s->indicators.v[i].stage);
        resolve(&all->handoffs, &s->indicators.v[i].handoff);
    }
    resolve_all(&all->departments, &s->review.departments);
    for (i64 i = 0; i < s->changes.stages.n; i++)
        resolve_map(&all->stages, &s->changes.stages.v[i]);
    for (i64 i = 0; i < s->changes.milestones.n; i++)
        resolve_map(&all->milestones, &s->changes.milestones.v[i]);
    for (i64 i = 0; i < s->changes.added.n; i++)
        resolve(&all->milestones, &s->changes.added.v[i].milestone);
}

void read_resolve(struct standard *s, struct diags *d)
{
    struct all_names all = {
        .stages = names_new(d, MESSAGE("unknown stage"), MESSAGE("the stages of this standard are"),
                            MESSAGE("this standard declares no stages")),
        .milestones = names_new(d, MESSAGE("unknown milestone"),
                                MESSAGE("the milestones of this standard are"),
                                MESSAGE("this standard declares no milestones")),
        .fields = names_new(d, MESSAGE("unknown field"), MESSAGE("the fields of this standard are"),
                            MESSAGE("this standard declares no fields")),
        .departments = names_new(d, MESSAGE("unknown department"),
                                 MESSAGE("the departments of this standard are"),
                                 MESSAGE("this standard declares no departments")),
        .personas =
            names_new(d, MESSAGE("unknown persona"), MESSAGE("the personas of this standard are"),
                      MESSAGE("this standard declares no personas")),
        .handoffs =
            names_new(d, MESSAGE("unknown hand-off"), MESSAGE("the handoffs of this standard are"),
                      MESSAGE("this standard declares no handoffs")),
    };
    NAMES_OF(&all.stages, &s->stages);
    NAMES_OF(&all.milestones, &s->milestones);
    NAMES_OF(&all.fields, &s->fields);
    NAMES_OF(&all.departments, &s->departments);
    NAMES_OF(&all.personas, &s->personas);
    NAMES_OF(&all.handoffs, &s->handoffs);
    resolve_process(s, &all);
    resolve_surroundings(s, &all);
}
