/* The cheapest explanation of one sequence: its cost vectors again, walked backwards. */
#include "base/message.h"
#include "learn/alignment.h"

#include "learn/distance.h"

struct walk {
    const struct net *net;
    const u32 *costs; /* (n + 1) x states */
    const i32 *label; /* per position */
    i64 position;
    i32 state;
    /* silent ways back from `state`, breadth first */
    i32 *queue;
    i64 *seen; /* per state: mark of the last search */
    i64 mark;
    /* arcs by target */
    const i32 *into;
    const i32 *into_first;
};

static u32 cost_at(const struct walk *w, i64 position, i32 state)
{
    return w->costs[position * w->net->state_count + state];
}

static void index_targets(struct walk *w, struct arena *a)
{
    const struct net *net = w->net;
    i32 *first = arena_array(a, i32, net->state_count + 1),
        *into = arena_array(a, i32, net->arc_count);
    i32 *next = arena_array(a, i32, net->state_count + 1);
    for (i64 k = 0; k < net->arc_count; k++)
        first[net->arcs[k].to + 1]++;
    for (i32 s = 0; s < net->state_count; s++)
        next[s + 1] = first[s + 1] += first[s];
    for (i64 k = 0; k < net->arc_count; k++)
        into[next[net->arcs[k].to]++] = (i32)k;
    w->into = into;
    w->into_first = first;
}

/* One visible step back from `s`: done and allowed, else done and not allowed, else skipped. */
static bool step_back(struct walk *w, i32 s, struct alignment_move *move)
{
    const struct net *net = w->net;
    u32 here = cost_at(w, w->position, s);
    i64 before = w->position - 1;
    for (i32 k = w->into_first[s]; before >= 0 && k < w->into_first[s + 1]; k++) {
        const struct net_arc *arc = &net->arcs[w->into[k]];
        if (arc->label < 0 || arc->label != w->label[before] ||
            cost_at(w, before, arc->from) != here)
            continue;
        *move = (struct alignment_move){ALIGN_BOTH, arc->label, before};
        w->state = arc->from;
        w->position = before;
        return true;
    }
    if (before >= 0 && cost_at(w, before, s) + 1 == here) {
        *move = (struct alignment_move){ALIGN_EXTRA, w->label[before], before};
        w->state = s;
        w->position = before;
        return true;
    }
    for (i32 k = w->into_first[s]; k < w->into_first[s + 1]; k++) {
        const struct net_arc *arc = &net->arcs[w->into[k]];
        if (arc->label < 0 || cost_at(w, w->position, arc->from) + 1 != here)
            continue;
        *move = (struct alignment_move){ALIGN_SKIPPED, arc->label, -1};
        w->state = arc->from;
        return true;
    }
    return false;
}

/* A visible step back, after any silent ones. False at the beginning. */
static bool walk_back(struct walk *w, struct alignment_move *move)
{
    i64 head = 0, tail = 0;
    w->mark++;
    w->queue[tail++] = w->state;
    w->seen[w->state] = w->mark;
    while (head < tail) {
        i32 s = w->queue[head++];
        if (w->position == 0 && s == w->net->initial)
            return false;
        if (step_back(w, s, move))
            return true;
        for (i32 k = w->into_first[s]; k < w->into_first[s + 1]; k++) {
            const struct net_arc *arc = &w->net->arcs[w->into[k]];
            bool free = arc->label == NET_SILENT &&
                        cost_at(w, w->position, arc->from) == cost_at(w, w->position, s);
            if (!free || w->seen[arc->from] == w->mark)
                continue;
            w->seen[arc->from] = w->mark;
            w->queue[tail++] = arc->from;
        }
    }
    assert(!"an alignment leads back to its beginning");
    return false;
}

static u32 *fill_costs(struct arena *a, const struct net *net, const i32 *label, i64 n)
{
    struct distance_net prepared;
    struct distance_room room;
    distance_prepare(&prepared, a, net, 0);
    distance_room_init(&room, a, &prepared);
    u32 *costs = arena_array(a, u32, (n + 1) * net->state_count);
    distance_start(&prepared, &room, costs);
    for (i64 i = 0; i < n; i++)
        distance_step(&prepared, &room, costs + i * net->state_count,
                      costs + (i + 1) * net->state_count, label[i]);
    return costs;
}

bool alignment_explain(struct explanation *out, struct arena *a, const struct traces *t,
                       const u16 *sequence, i64 n, const struct net *net, struct err *e)
{
    if ((n + 1) * net->state_count * 4 > ALIGNMENT_ROOM_BYTES)
        return err_set(e, ERR_LIMIT, "a deal of %lld events is too long to be explained",
                       (long long)n);
    struct arena scratch;
    arena_init(&scratch, ALIGNMENT_ROOM_BYTES + (1ll << 30));
    i32 *label = arena_array(&scratch, i32, n);
    for (i64 i = 0; i < n; i++)
        label[i] = net_label(net, t->history->activity_word[sequence[i]]);
    struct walk w = {.net = net, .label = label, .position = n, .state = net->final};
    w.costs = fill_costs(&scratch, net, label, n);
    w.queue = arena_array(&scratch, i32, net->state_count);
    w.seen = arena_array(&scratch, i64, net->state_count);
    index_targets(&w, &scratch);
    *out = (struct explanation){.cost = cost_at(&w, n, net->final)};
    if (out->cost >= DISTANCE_FAR) {
        arena_release(&scratch);
        return err_set(e, ERR_INPUT, "the net has no way from its beginning to its end");
    }
    struct alignment_move *moves = arena_array(a, struct alignment_move, n + out->cost);
    while (walk_back(&w, &moves[out->count]))
        out->count++;
    for (i64 i = 0; i < out->count / 2; i++) {
        struct alignment_move swap = moves[i];
        moves[i] = moves[out->count - 1 - i];
        moves[out->count - 1 - i] = swap;
    }
    out->moves = moves;
    arena_release(&scratch);
    return true;
}

bool explanation_has(const struct explanation *x, enum align_move move, i32 label)
{
    for (i64 i = 0; i < x->count; i++)
        if (x->moves[i].move == move && x->moves[i].label == label)
            return true;
    return false;
}

static const char *how_wrong(const struct explanation *x, i32 label)
{
    if (label < 0)
        return message(", which is not in the standard");
    if (explanation_has(x, ALIGN_SKIPPED, label))
        return message(" out of order");
    return explanation_has(x, ALIGN_BOTH, label) ? message(" once more")
                                                 : message(" where it is not allowed");
}

str explanation_words(struct arena *a, const struct explanation *x, const struct traces *t,
                      const u16 *sequence, const struct net *net)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    for (i64 i = 0; i < x->count; i++) {
        const struct alignment_move *m = &x->moves[i];
        /* what was done at the wrong place is said once, where it was done */
        if (m->move == ALIGN_BOTH ||
            (m->move == ALIGN_SKIPPED && explanation_has(x, ALIGN_EXTRA, m->label)))
            continue;
        buf_put(&out, out.n ? S("; ") : S(""));
        if (m->move == ALIGN_SKIPPED) {
            buf_fmt(&out, message("skipped \"%.*s\""),
                    STR_ARG(dict_name(&net->labels, (u32)m->label)));
            continue;
        }
        str word = t->history->activity_word[sequence[m->position]];
        buf_fmt(&out, message("did \"%.*s\"%s (step %lld)"), STR_ARG(word), how_wrong(x, m->label),
                (long long)m->position + 1);
    }
    str words = str_dup(a, buf_str(&out));
    buf_release(&out);
    return words;
}
