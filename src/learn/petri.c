#include "learn/petri.h"

#include "base/message.h"
#include "format/xml.h"

#include <string.h>

struct petri_place {
    i32 initial, final;
};
struct transition {
    str name;
    bool silent;
};
struct petri_arc {
    str source, target;
    i32 weight;
};
/* A place's change when a transition fires. */
struct effect {
    i32 place, take, give;
};

struct petri {
    struct arena *arena;
    struct dict place_ids, transition_ids;
    VEC(struct petri_place) places;
    VEC(struct transition) transitions;
    VEC(struct petri_arc) arcs;
    VEC(struct effect) effects; /* by transition */
    i32 *effect_first;
    bool final_known;
};

/* Where the reader is. */
struct pnml {
    struct petri *net;
    enum { IN_NONE, IN_PLACE, IN_TRANSITION, IN_ARC, IN_FINAL } inside;
    i64 index;   /* of the place, transition or arc; place named in a final marking */
    str element; /* whose <text> comes: "name", "initialMarking", "inscription" */
};

static bool take_id(struct pnml *p, const struct xml_token *t, const char *name, str *out,
                    struct err *e)
{
    str raw;
    if (!xml_attribute(t, str_c(name), &raw) || !xml_decode(p->net->arena, raw, out))
        return err_set(e, ERR_INPUT, "a %.*s without %s", STR_ARG(t->name), name);
    *out = str_dup(p->net->arena, *out);
    return true;
}

static bool open_node(struct pnml *p, const struct xml_token *t, struct err *e)
{
    struct petri *net = p->net;
    bool place = p->inside == IN_PLACE;
    struct dict *ids = place ? &net->place_ids : &net->transition_ids;
    str id = {0};
    if (!take_id(p, t, "id", &id, e))
        return false;
    if (net->places.n + net->transitions.n == PETRI_NODES_MAX)
        return err_set(e, ERR_LIMIT, "more than %d places and transitions", PETRI_NODES_MAX);
    p->index = ids->n;
    if ((i64)dict_intern(ids, id) < p->index)
        return err_set(e, ERR_INPUT, "two nodes are called \"%.*s\"", STR_ARG(id));
    if (place)
        (void)vec_push(net->arena, &net->places);
    else
        vec_push(net->arena, &net->transitions)->name = id;
    return true;
}

static bool open_arc(struct pnml *p, const struct xml_token *t, struct err *e)
{
    struct petri *net = p->net;
    if (net->arcs.n == PETRI_ARCS_MAX)
        return err_set(e, ERR_LIMIT, "more than %d arcs", PETRI_ARCS_MAX);
    p->index = net->arcs.n;
    struct petri_arc *arc = vec_push(net->arena, &net->arcs);
    arc->weight = 1;
    return take_id(p, t, "source", &arc->source, e) && take_id(p, t, "target", &arc->target, e);
}

static bool open_final_place(struct pnml *p, const struct xml_token *t, struct err *e)
{
    str id = {0};
    if (!take_id(p, t, "idref", &id, e))
        return false;
    p->index = dict_find(&p->net->place_ids, id);
    if (p->index < 0)
        return err_set(e, ERR_INPUT, "the final marking names an unknown place \"%.*s\"",
                       STR_ARG(id));
    p->element = S("finalMarking");
    return true;
}

static bool open_element(struct pnml *p, const struct xml_token *t, struct err *e)
{
    str raw;
    if (str_eq(t->name, S("finalmarkings"))) {
        p->inside = IN_FINAL;
        p->net->final_known = true;
    } else if (str_eq(t->name, S("place"))) {
        if (p->inside == IN_FINAL)
            return open_final_place(p, t, e);
        p->inside = IN_PLACE;
        return open_node(p, t, e);
    } else if (str_eq(t->name, S("transition"))) {
        p->inside = IN_TRANSITION;
        return open_node(p, t, e);
    } else if (str_eq(t->name, S("arc"))) {
        p->inside = IN_ARC;
        return open_arc(p, t, e);
    } else if (str_eq(t->name, S("name")) || str_eq(t->name, S("initialMarking")) ||
               str_eq(t->name, S("inscription"))) {
        p->element = t->name;
    } else if (p->inside == IN_TRANSITION && str_eq(t->name, S("toolspecific"))) {
        if (xml_attribute(t, S("activity"), &raw) && str_eq(raw, S("$invisible$")))
            p->net->transitions.v[p->index].silent = true;
    }
    return true;
}

static bool take_text(struct pnml *p, const struct xml_token *t, struct err *e)
{
    struct petri *net = p->net;
    str text = t->text;
    i64 number = 0;
    if (!p->element.n || p->index < 0)
        return true;
    if (!t->cdata && !xml_decode(net->arena, t->text, &text))
        return err_set(e, ERR_INPUT, "an unknown entity in \"%.*s\"", STR_ARG(t->text));
    text = str_trim(text);
    if (str_eq(p->element, S("name"))) {
        if (p->inside == IN_TRANSITION)
            net->transitions.v[p->index].name = str_dup(net->arena, text);
        return true;
    }
    if (p->inside == IN_NONE || p->inside == IN_TRANSITION)
        return true;
    if (!str_to_i64(text, &number) || number < 0 || number > PETRI_TOKENS_MAX)
        return err_set(e, ERR_INPUT, "\"%.*s\" is no number of tokens from 0 to %d", STR_ARG(text),
                       PETRI_TOKENS_MAX);
    if (p->inside == IN_PLACE)
        net->places.v[p->index].initial = (i32)number;
    else if (p->inside == IN_FINAL)
        net->places.v[p->index].final = (i32)number;
    else
        net->arcs.v[p->index].weight = (i32)number;
    return true;
}

static void close_element(struct pnml *p, str name)
{
    bool node = str_eq(name, S("place")) || str_eq(name, S("transition")) || str_eq(name, S("arc"));
    if (node && p->inside != IN_FINAL)
        p->inside = IN_NONE;
    if (node || str_eq(name, p->element))
        p->element = (str){0};
    if (str_eq(name, S("finalmarkings")))
        p->inside = IN_NONE;
}

static bool read_pnml(struct petri *net, str text, struct err *e)
{
    struct pnml p = {.net = net};
    struct xml_reader r;
    struct xml_token t;
    xml_init(&r, text, true);
    for (;;) {
        xml_next(&r, &t);
        if (t.kind == XML_END)
            return true;
        if (t.kind == XML_BAD)
            return err_set(e, ERR_INPUT, "line %lld: %s", (long long)xml_line(&r),
                           message(r.problem));
        if (t.kind == XML_OPEN && !open_element(&p, &t, e))
            return false;
        if (t.kind == XML_TEXT && !take_text(&p, &t, e))
            return false;
        if (t.kind == XML_CLOSE || (t.kind == XML_OPEN && t.empty))
            close_element(&p, t.name);
    }
}

/* Arcs become what each transition takes and gives. */
static bool find_effects(struct petri *net, struct err *e)
{
    i64 n = net->transitions.n;
    net->effect_first = arena_array(net->arena, i32, n + 1);
    for (i32 pass = 0; pass < 2; pass++) {
        struct effect *effects = arena_array(net->arena, struct effect, net->arcs.n);
        i32 *next = arena_array(net->arena, i32, n + 1);
        memcpy(next, net->effect_first, (size_t)n * sizeof *next);
        for (i64 k = 0; k < net->arcs.n; k++) {
            const struct petri_arc *arc = &net->arcs.v[k];
            i64 from = dict_find(&net->place_ids, arc->source);
            i64 place = from >= 0 ? from : dict_find(&net->place_ids, arc->target);
            i64 transition = dict_find(&net->transition_ids, from >= 0 ? arc->target : arc->source);
            if (place < 0 || transition < 0)
                return err_set(e, ERR_INPUT, "an arc from \"%.*s\" to \"%.*s\" leads nowhere",
                               STR_ARG(arc->source), STR_ARG(arc->target));
            if (pass == 0)
                net->effect_first[transition + 1]++;
            else
                effects[next[transition]++] = (struct effect){
                    (i32)place, from >= 0 ? arc->weight : 0, from >= 0 ? 0 : arc->weight};
        }
        for (i64 i = 0; i < n && pass == 0; i++)
            net->effect_first[i + 1] += net->effect_first[i];
        net->effects.v = effects;
    }
    return true;
}

/* Without a final marking: one token in the only place that nothing takes from. */
static bool find_final(struct petri *net, struct err *e)
{
    i64 sinks = 0, sink = 0;
    if (net->final_known)
        return true;
    for (i64 place = 0; place < net->places.n; place++) {
        bool taken = false;
        for (i32 k = 0; k < net->effect_first[net->transitions.n]; k++)
            taken = taken || (net->effects.v[k].place == place && net->effects.v[k].take);
        sinks += !taken;
        sink = taken ? sink : place;
    }
    if (sinks != 1)
        return err_set(e, ERR_INPUT,
                       "the net has no final marking and %lld places without a way "
                       "out",
                       (long long)sinks);
    net->places.v[sink].final = 1;
    return true;
}

enum fire { FIRED, NOT_ENABLED, TOO_MANY_TOKENS };

static enum fire fire(const struct petri *net, i64 transition, const u8 *from, u8 *to)
{
    i32 first = net->effect_first[transition], end = net->effect_first[transition + 1];
    memcpy(to, from, (size_t)net->places.n);
    for (i32 k = first; k < end; k++) {
        const struct effect *x = &net->effects.v[k];
        if (to[x->place] < x->take)
            return NOT_ENABLED;
        to[x->place] = (u8)(to[x->place] - x->take);
    }
    for (i32 k = first; k < end; k++) {
        const struct effect *x = &net->effects.v[k];
        if (to[x->place] + x->give > PETRI_TOKENS_MAX)
            return TOO_MANY_TOKENS;
        to[x->place] = (u8)(to[x->place] + x->give);
    }
    return FIRED;
}

struct unfolding {
    struct dict markings; /* a marking is a text of one byte per place */
    struct dict labels;
    VEC(struct net_arc) arcs;
};

static bool unfold(struct unfolding *u, const struct petri *net, struct err *e)
{
    u8 *to = arena_array(net->arena, u8, net->places.n);
    for (i64 state = 0; state < u->markings.n; state++)
        for (i64 k = 0; k < net->transitions.n; k++) {
            const struct transition *t = &net->transitions.v[k];
            const u8 *from = (const u8 *)dict_name(&u->markings, (u32)state).p;
            enum fire fired = fire(net, k, from, to);
            if (fired == NOT_ENABLED)
                continue;
            if (fired == TOO_MANY_TOKENS || u->markings.n >= NET_STATES_MAX ||
                u->arcs.n >= NET_ARCS_MAX) {
                err_set(e, ERR_LIMIT,
                        "the net has more than %d reachable markings, or a place "
                        "that never stops filling",
                        NET_STATES_MAX);
                return err_hint(e, "is it bounded? much concurrency also makes many markings");
            }
            u32 there = dict_intern(&u->markings, (str){(const char *)to, net->places.n});
            *vec_push(net->arena, &u->arcs) =
                (struct net_arc){(i32)state, (i32)there,
                                 t->silent ? NET_SILENT : (i32)dict_intern(&u->labels, t->name)};
        }
    return true;
}

bool net_parse_pnml(struct net *net, struct arena *a, str text, struct err *e)
{
    struct petri petri = {.arena = a};
    dict_init(&petri.place_ids, a);
    dict_init(&petri.transition_ids, a);
    if (!read_pnml(&petri, text, e) || !find_effects(&petri, e) || !find_final(&petri, e))
        return false;
    if (!petri.places.n)
        return err_set(e, ERR_INPUT, "the net has no places");
    char *marking = arena_array(a, char, petri.places.n);
    char *final = arena_array(a, char, petri.places.n);
    for (i64 i = 0; i < petri.places.n; i++) {
        marking[i] = (char)petri.places.v[i].initial;
        final[i] = (char)petri.places.v[i].final;
    }
    struct unfolding u = {0};
    dict_init(&u.markings, a);
    dict_init(&u.labels, a);
    (void)dict_intern(&u.markings, (str){marking, petri.places.n});
    if (!unfold(&u, &petri, e))
        return false;
    i64 end = dict_find(&u.markings, (str){final, petri.places.n});
    if (end < 0)
        return err_set(e, ERR_INPUT, "the final marking can never be reached");
    struct net_draft draft = {.state_count = u.markings.n,
                              .final = end,
                              .arcs = u.arcs.v,
                              .arc_count = u.arcs.n,
                              .labels = &u.labels};
    return net_build(net, a, &draft, e);
}
