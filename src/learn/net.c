#include "learn/net.h"

#include "base/message.h"

#include <string.h>

i32 net_label(const struct net *net, str name)
{
    char lower[256];
    if (name.n > (i64)sizeof lower)
        return -1;
    for (i64 i = 0; i < name.n; i++)
        lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] + 32) : name.p[i];
    i64 id = dict_find(&net->names, (str){lower, name.n});
    return id < 0 ? -1 : net->label_of_name[id];
}

/* Every label by its own name. */
static void name_labels(struct net *net, struct arena *a)
{
    dict_init(&net->names, a);
    i32 *label = arena_array(a, i32, net->labels.n);
    for (i64 i = 0; i < net->labels.n; i++) {
        i64 known = net->names.n;
        u32 id = dict_intern(&net->names, str_lower(a, dict_name(&net->labels, (u32)i)));
        if (net->names.n > known)
            label[id] = (i32)i;
    }
    net->label_of_name = label;
}

/* Every arc leads from a state to a state, under a label there is. */
static bool check_draft(const struct net_draft *d, struct err *e)
{
    if (d->state_count < 1 || d->state_count > NET_STATES_MAX)
        return err_set(e, ERR_LIMIT, "a net of %lld states, 1 to %d can be used",
                       (long long)d->state_count, NET_STATES_MAX);
    if (d->arc_count > NET_ARCS_MAX)
        return err_set(e, ERR_LIMIT, "a net of %lld arcs, at most %d can be used",
                       (long long)d->arc_count, NET_ARCS_MAX);
    if (d->initial < 0 || d->initial >= d->state_count || d->final < 0 ||
        d->final >= d->state_count)
        return err_set(e, ERR_INPUT, "the initial or final state is none of the net's");
    for (i64 i = 0; i < d->arc_count; i++) {
        struct net_arc arc = d->arcs[i];
        if (arc.from < 0 || arc.from >= d->state_count || arc.to < 0 || arc.to >= d->state_count ||
            arc.label < NET_SILENT || arc.label >= d->labels->n)
            return err_set(e, ERR_INPUT, "arc %lld of the net leads nowhere", (long long)i + 1);
    }
    return true;
}

bool net_build(struct net *net, struct arena *a, const struct net_draft *draft, struct err *e)
{
    if (!check_draft(draft, e))
        return false;
    i64 states = draft->state_count, n = draft->arc_count;
    struct net_arc *sorted = arena_array(a, struct net_arc, n);
    i32 *first = arena_array(a, i32, states + 1);
    for (i64 i = 0; i < n; i++)
        first[draft->arcs[i].from + 1]++;
    for (i64 s = 0; s < states; s++)
        first[s + 1] += first[s];
    i32 *next = arena_array(a, i32, states);
    memcpy(next, first, (size_t)states * sizeof *next);
    for (i64 i = 0; i < n; i++)
        sorted[next[draft->arcs[i].from]++] = draft->arcs[i];
    *net = (struct net){.state_count = (i32)states,
                        .initial = (i32)draft->initial,
                        .final = (i32)draft->final,
                        .arc_count = n,
                        .arcs = sorted,
                        .arc_first = first,
                        .labels = *draft->labels};
    name_labels(net, a);
    return true;
}

/* The number before the next tab, blank or line end. */
static bool take_number(str *rest, i64 *out)
{
    i64 n = 0;
    while (n < rest->n && rest->p[n] >= '0' && rest->p[n] <= '9')
        n++;
    bool ok = str_to_i64(str_sub(*rest, 0, n), out) && *out <= INT32_MAX;
    *rest = str_sub(*rest, n, rest->n);
    if (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t'))
        *rest = str_sub(*rest, 1, rest->n);
    return ok;
}

static bool parse_arc(str line, struct net_arc *arc, struct dict *labels)
{
    i64 from = 0, to = 0;
    if (!take_number(&line, &from) || !take_number(&line, &to) || !line.n)
        return false;
    bool silent = str_eq(line, S("-"));
    *arc =
        (struct net_arc){(i32)from, (i32)to, silent ? NET_SILENT : (i32)dict_intern(labels, line)};
    return true;
}

bool net_parse_rg(struct net *net, struct arena *a, str text, struct err *e)
{
    str line;
    i64 states = 0, arcs = 0, initial = 0, final = 0;
    str_cut(text, '\n', &line, &text);
    if (!take_number(&line, &states) || !take_number(&line, &arcs) ||
        !take_number(&line, &initial) || !take_number(&line, &final) || str_trim(line).n)
        return err_set(e, ERR_INPUT, "line 1: states, arcs, initial and final state are expected");
    if (arcs > NET_ARCS_MAX || states > NET_STATES_MAX)
        return err_set(e, ERR_LIMIT, "a net of %lld states and %lld arcs is too large",
                       (long long)states, (long long)arcs);
    struct dict labels;
    dict_init(&labels, a);
    struct net_arc *list = arena_array(a, struct net_arc, arcs);
    i64 n = 0;
    for (i64 number = 2; text.n; number++) {
        str_cut(text, '\n', &line, &text);
        line = str_trim(line);
        if (!line.n)
            continue;
        if (n == arcs || !parse_arc(line, &list[n++], &labels))
            return err_set(e, ERR_INPUT, "line %lld: %s", (long long)number,
                           message(n == arcs ? "more arcs than line 1 says"
                                             : "source, target and label are expected"));
    }
    if (n != arcs)
        return err_set(e, ERR_INPUT, "%lld arcs, line 1 says %lld", (long long)n, (long long)arcs);
    struct net_draft draft = {.state_count = states, .initial = initial, .final = final};
    draft.arcs = list;
    draft.arc_count = n;
    draft.labels = &labels;
    return net_build(net, a, &draft, e);
}

/* Bellman and Ford with a queue: states whose distance fell. */
i64 net_shortest(const struct net *net, struct arena scratch)
{
    i64 n = net->state_count, head = 0, tail = 0;
    i64 *far = arena_array(&scratch, i64, n);
    i32 *queue = arena_array(&scratch, i32, n + 1);
    bool *queued = arena_array(&scratch, bool, n);
    for (i64 s = 0; s < n; s++)
        far[s] = INT64_MAX;
    far[net->initial] = 0;
    queue[tail++] = net->initial;
    while (head != tail) {
        i32 s = queue[head++];
        head = head > n ? 0 : head;
        queued[s] = false;
        for (i32 k = net->arc_first[s]; k < net->arc_first[s + 1]; k++) {
            const struct net_arc *arc = &net->arcs[k];
            i64 there = far[s] + (arc->label != NET_SILENT);
            if (there >= far[arc->to])
                continue;
            far[arc->to] = there;
            if (queued[arc->to])
                continue;
            queued[arc->to] = true;
            queue[tail++] = arc->to;
            tail = tail > n ? 0 : tail;
        }
    }
    return far[net->final] == INT64_MAX ? -1 : far[net->final];
}
