/* The ways a standard allows, as a net. */
#include "learn/net.h"

enum { BEGIN = 0, FIRST_STAGE = 1 };

struct plan {
    const struct standard *s;
    struct dict labels;
    VEC(struct net_arc) arcs;
    struct arena *arena;
    i32 stages, commit;  /* the stage from which a deal can be won */
    i32 won, after, end; /* states: won; after[k] = after + k, stage k entered once won */
};

static void add_arc(struct plan *p, i32 from, i32 to, i32 label)
{
    *vec_push(p->arena, &p->arcs) = (struct net_arc){from, to, label};
}

static bool move_allowed(const struct standard *s, i32 from, i32 to)
{
    for (i64 i = 0; i < s->moves.also.n; i++)
        if (s->moves.also.v[i].from.index == from && s->moves.also.v[i].to.index == to)
            return true;
    if (to < from)
        return s->moves.backward;
    return to == from + 1 ? s->moves.forward != MOVE_LISTED
                          : to > from && s->moves.forward == MOVE_ANY;
}

static void add_moves(struct plan *p)
{
    for (i32 from = 0; from < p->stages; from++)
        for (i32 to = 0; to < p->stages; to++) {
            if (!move_allowed(p->s, from, to))
                continue;
            add_arc(p, FIRST_STAGE + from, FIRST_STAGE + to, to);
            if (from > p->commit && to > p->commit)
                add_arc(p, p->after + from, p->after + to, to);
            if (from == p->commit && to > p->commit)
                add_arc(p, p->won, p->after + to, to);
        }
}

static void add_outcomes(struct plan *p)
{
    for (enum outcome o = OUTCOME_WON; o < OUTCOME_COUNT; o++) {
        i32 label = (i32)dict_intern(&p->labels, str_c(outcome_id(o)));
        for (i32 k = o == OUTCOME_WON ? p->commit : 0; k < p->stages; k++)
            add_arc(p, FIRST_STAGE + k, o == OUTCOME_WON && k == p->commit ? p->won : p->end,
                    label);
    }
    add_arc(p, p->won, p->end, NET_SILENT);
    for (i32 k = p->commit + 1; k < p->stages; k++)
        add_arc(p, p->after + k, p->end, NET_SILENT);
}

static void add_name(struct net *net, struct arena *a, i32 *label_of, str name, i32 label)
{
    i64 known = net->names.n;
    u32 id = dict_intern(&net->names, str_lower(a, name));
    if (net->names.n > known)
        label_of[id] = label;
}

/* Stages by their titles, outcomes by what other systems call them. */
static void add_names(struct net *net, struct arena *a, const struct standard *s)
{
    static const struct {
        const char *name;
        enum outcome outcome;
    } outcomes[] = {
        {"closed won", OUTCOME_WON},          {"deal won", OUTCOME_WON},
        {"closed lost", OUTCOME_LOST},        {"deal lost", OUTCOME_LOST},
        {"no decision", OUTCOME_NO_DECISION}, {"no_decision", OUTCOME_NO_DECISION},
        {"deal cancelled", OUTCOME_WALKED},
    };
    i64 room = net->labels.n + LENGTH(outcomes);
    for (i64 k = 0; k < s->stages.n; k++)
        room += s->stages.v[k].title.list.n;
    i32 *label_of = arena_array(a, i32, room);
    for (i64 i = 0; i < net->names.n; i++)
        label_of[i] = net->label_of_name[i];
    for (i64 k = 0; k < s->stages.n; k++)
        for (i64 i = 0; i < s->stages.v[k].title.list.n; i++)
            add_name(net, a, label_of, s->stages.v[k].title.list.v[i].text, (i32)k);
    for (i64 i = 0; i < LENGTH(outcomes); i++)
        add_name(net, a, label_of, str_c(outcomes[i].name),
                 (i32)dict_find(&net->labels, str_c(outcome_id(outcomes[i].outcome))));
    net->label_of_name = label_of;
}

bool net_of_standard(struct net *net, struct arena *a, const struct standard *s, struct err *e)
{
    struct plan p = {.s = s, .arena = a, .stages = (i32)s->stages.n};
    if (!p.stages)
        return err_set(e, ERR_INPUT, "the standard has no stages");
    p.commit = p.stages - 1;
    for (i32 k = p.stages - 1; k >= 0; k--)
        if (s->stages.v[k].commit)
            p.commit = k;
    p.won = FIRST_STAGE + p.stages;
    p.after = p.won + 1;
    p.end = p.after + p.stages;
    dict_init(&p.labels, a);
    for (i32 k = 0; k < p.stages; k++)
        if (dict_intern(&p.labels, s->stages.v[k].id) != (u32)k)
            return err_set(e, ERR_INPUT, "two stages are called \"%.*s\"",
                           STR_ARG(s->stages.v[k].id));
    for (i32 k = 0; k < (s->moves.forward == MOVE_ANY ? p.stages : 1); k++)
        add_arc(&p, BEGIN, FIRST_STAGE + k, k);
    add_moves(&p);
    add_outcomes(&p);
    struct net_draft draft = {.state_count = p.end + 1,
                              .initial = BEGIN,
                              .final = p.end,
                              .arcs = p.arcs.v,
                              .arc_count = p.arcs.n,
                              .labels = &p.labels};
    if (!net_build(net, a, &draft, e))
        return false;
    add_names(net, a, s);
    return true;
}
