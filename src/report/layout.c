#include "report/layout.h"

#include <math.h>

enum { SWEEPS_ORDER = 24, SWEEPS_PLACE = 12 };

/* A box, or a bend of an edge that passes through a layer. */
struct node {
    i32 layer, place; /* place: position in the layer's order */
    i32 edge;         /* of a bend; -1 for a box */
    f64 width, x, wish;
};

struct link {
    i32 upper, lower; /* nodes of neighbouring layers */
    f64 weight;
};

struct work {
    struct arena *a;
    struct layout *l;
    VEC(struct node) nodes; /* the boxes first */
    VEC(struct link) links;
    i32 **order; /* nodes of each layer, left to right */
    i32 *count;  /* how many */
};

/* Eades, Lin and Smyth: what flows out goes first, sinks last; edges against this order
 * are the fewest and lightest to turn round. */
static void vertex_order(struct layout *l, struct arena *a, i32 *position)
{
    bool *gone = arena_array(a, bool, l->box_count);
    i32 first = 0, last = l->box_count - 1;
    while (first <= last) {
        i32 pick = -1;
        bool sink = false;
        f64 best = -INFINITY;
        for (i32 v = 0; v < l->box_count && !sink; v++) {
            f64 out = 0, in = 0;
            for (i32 i = 0; i < l->edge_count && !gone[v]; i++) {
                const struct layout_edge *e = &l->edges[i];
                bool inside = e->from != e->to && !gone[e->from] && !gone[e->to];
                out += inside && e->from == v ? e->weight : 0;
                in += inside && e->to == v ? e->weight : 0;
            }
            sink = !gone[v] && out == 0 && in > 0;
            if (sink || (!gone[v] && out - in > best)) {
                best = out - in;
                pick = v;
            }
        }
        gone[pick] = true;
        position[pick] = sink ? last-- : first++;
    }
}

static void open_cycles(struct layout *l, struct arena *a)
{
    i32 *position = arena_array(a, i32, l->box_count);
    vertex_order(l, a, position);
    for (i32 i = 0; i < l->edge_count; i++)
        l->edges[i].reversed = position[l->edges[i].from] > position[l->edges[i].to];
}

static i32 upper_of(const struct layout_edge *e)
{
    return e->reversed ? e->to : e->from;
}

static i32 lower_of(const struct layout_edge *e)
{
    return e->reversed ? e->from : e->to;
}

/* The layer of a box is the longest path to it from above. */
static void assign_layers(struct layout *l)
{
    for (i32 v = 0; v < l->box_count; v++)
        l->boxes[v].layer = 0;
    bool moved = true;
    while (moved) {
        moved = false;
        for (i32 i = 0; i < l->edge_count; i++) {
            const struct layout_edge *e = &l->edges[i];
            struct layout_box *lower = &l->boxes[lower_of(e)];
            i32 least = l->boxes[upper_of(e)].layer + 1;
            if (e->from != e->to && lower->layer < least) {
                lower->layer = least;
                moved = true;
            }
        }
    }
    l->layer_count = 0;
    for (i32 v = 0; v < l->box_count; v++)
        l->layer_count = (i32)i64_max(l->layer_count, l->boxes[v].layer + 1);
}

static void add_link(struct work *w, i32 upper, i32 lower, f64 weight)
{
    *vec_push(w->a, &w->links) = (struct link){upper, lower, weight};
}

static void add_bends(struct work *w)
{
    struct layout *l = w->l;
    for (i32 i = 0; i < l->edge_count; i++) {
        const struct layout_edge *e = &l->edges[i];
        if (e->from == e->to)
            continue;
        i32 above = upper_of(e), below = lower_of(e);
        i32 last_layer = l->boxes[below].layer;
        for (i32 layer = l->boxes[above].layer + 1; layer < last_layer; layer++) {
            *vec_push(w->a, &w->nodes) = (struct node){.layer = layer, .edge = i, .width = 8};
            add_link(w, above, (i32)w->nodes.n - 1, 4);
            above = (i32)w->nodes.n - 1;
        }
        add_link(w, above, below, 1);
    }
}

static void fill_layers(struct work *w)
{
    w->order = arena_array(w->a, i32 *, w->l->layer_count);
    w->count = arena_array(w->a, i32, w->l->layer_count);
    for (i64 i = 0; i < w->nodes.n; i++)
        w->count[w->nodes.v[i].layer]++;
    for (i32 k = 0; k < w->l->layer_count; k++) {
        w->order[k] = arena_array(w->a, i32, w->count[k]);
        w->count[k] = 0;
    }
    for (i64 i = 0; i < w->nodes.n; i++) {
        struct node *n = &w->nodes.v[i];
        n->place = w->count[n->layer];
        w->order[n->layer][w->count[n->layer]++] = (i32)i;
    }
}

/* Mean place of a node's neighbours in the layer above (or below), -1 without any. */
static f64 barycentre(const struct work *w, i32 node, bool look_up)
{
    f64 sum = 0, n = 0;
    for (i64 i = 0; i < w->links.n; i++) {
        const struct link *k = &w->links.v[i];
        if ((look_up ? k->lower : k->upper) != node)
            continue;
        sum += w->nodes.v[look_up ? k->upper : k->lower].place;
        n++;
    }
    return n > 0 ? sum / n : -1;
}

/* Insertion sort: stable, and layers are short. */
static void sort_by_wish(const struct work *w, i32 *order, i32 n)
{
    for (i32 i = 1; i < n; i++) {
        i32 moving = order[i], at = i;
        for (; at > 0 && w->nodes.v[order[at - 1]].wish > w->nodes.v[moving].wish; at--)
            order[at] = order[at - 1];
        order[at] = moving;
    }
}

static void reorder_layer(struct work *w, i32 layer, bool look_up)
{
    for (i32 i = 0; i < w->count[layer]; i++) {
        struct node *n = &w->nodes.v[w->order[layer][i]];
        f64 wish = barycentre(w, w->order[layer][i], look_up);
        n->wish = wish < 0 ? n->place : wish;
    }
    sort_by_wish(w, w->order[layer], w->count[layer]);
    for (i32 i = 0; i < w->count[layer]; i++)
        w->nodes.v[w->order[layer][i]].place = i;
}

static i64 crossings(const struct work *w)
{
    i64 n = 0;
    for (i64 i = 0; i < w->links.n; i++)
        for (i64 k = i + 1; k < w->links.n; k++) {
            struct link a = w->links.v[i], b = w->links.v[k];
            const struct node *nodes = w->nodes.v;
            i32 up = nodes[a.upper].place - nodes[b.upper].place;
            i32 down = nodes[a.lower].place - nodes[b.lower].place;
            n += nodes[a.upper].layer == nodes[b.upper].layer && (i64)up * down < 0;
        }
    return n;
}

static void keep_places(const struct work *w, i32 *kept)
{
    for (i64 i = 0; i < w->nodes.n; i++)
        kept[i] = w->nodes.v[i].place;
}

static void reduce_crossings(struct work *w)
{
    i32 *best = arena_array(w->a, i32, w->nodes.n);
    i64 least = crossings(w);
    keep_places(w, best);
    for (i32 sweep = 0; sweep < SWEEPS_ORDER && least > 0; sweep++) {
        bool look_up = sweep % 2 == 0;
        for (i32 k = 1; k < w->l->layer_count; k++)
            reorder_layer(w, look_up ? k : w->l->layer_count - 1 - k, look_up);
        i64 now = crossings(w);
        if (now < least) {
            least = now;
            keep_places(w, best);
        }
    }
    for (i64 i = 0; i < w->nodes.n; i++) {
        w->nodes.v[i].place = best[i];
        w->order[w->nodes.v[i].layer][best[i]] = (i32)i;
    }
}

static f64 least_distance(const struct work *w, i32 left, i32 right)
{
    const struct node *a = &w->nodes.v[left], *b = &w->nodes.v[right];
    f64 gap = a->edge >= 0 || b->edge >= 0 ? w->l->gap_across / 2 : w->l->gap_across;
    return (a->width + b->width) / 2 + gap;
}

/* Moves the nodes of a layer to the places nearest to their wishes (least squares) that
 * keep the order and the gaps: pool adjacent violators. */
static void settle_layer(struct work *w, i32 layer)
{
    i32 n = w->count[layer];
    const i32 *order = w->order[layer];
    i64 mark = arena_mark(w->a);
    f64 *offset = arena_array(w->a, f64, n), *sum = arena_array(w->a, f64, n);
    i32 *size = arena_array(w->a, i32, n);
    i32 blocks = 0;
    for (i32 i = 0; i < n; i++) {
        offset[i] = i ? offset[i - 1] + least_distance(w, order[i - 1], order[i]) : 0;
        sum[blocks] = w->nodes.v[order[i]].wish - offset[i];
        size[blocks++] = 1;
        while (blocks > 1 &&
               sum[blocks - 2] / size[blocks - 2] > sum[blocks - 1] / size[blocks - 1]) {
            sum[blocks - 2] += sum[blocks - 1];
            size[blocks - 2] += size[blocks - 1];
            blocks--;
        }
    }
    for (i32 b = 0, i = 0; b < blocks; b++)
        for (i32 k = 0; k < size[b]; k++, i++)
            w->nodes.v[order[i]].x = sum[b] / size[b] + offset[i];
    arena_rewind(w->a, mark);
}

static void wish_near_neighbours(struct work *w, i32 layer, bool up, bool down)
{
    for (i32 i = 0; i < w->count[layer]; i++) {
        i32 node = w->order[layer][i];
        f64 sum = 0, weight = 0;
        for (i64 k = 0; k < w->links.n; k++) {
            struct link link = w->links.v[k];
            bool from_above = up && link.lower == node, from_below = down && link.upper == node;
            if (!from_above && !from_below)
                continue;
            sum += link.weight * w->nodes.v[from_above ? link.upper : link.lower].x;
            weight += link.weight;
        }
        w->nodes.v[node].wish = weight > 0 ? sum / weight : w->nodes.v[node].x;
    }
}

static void place_across(struct work *w)
{
    i32 layers = w->l->layer_count;
    for (i32 k = 0; k < layers; k++) {
        for (i32 i = 0; i < w->count[k]; i++)
            w->nodes.v[w->order[k][i]].wish = 0;
        settle_layer(w, k);
    }
    for (i32 sweep = 0; sweep < SWEEPS_PLACE; sweep++)
        for (i32 k = 0; k < layers; k++) {
            i32 layer = sweep % 2 == 0 ? k : layers - 1 - k;
            bool both = sweep >= SWEEPS_PLACE / 2;
            wish_near_neighbours(w, layer, both || sweep % 2 == 0, both || sweep % 2 == 1);
            settle_layer(w, layer);
        }
}

static void write_boxes(struct work *w, f64 *layer_y)
{
    struct layout *l = w->l;
    f64 left = INFINITY, right = -INFINITY;
    for (i64 i = 0; i < w->nodes.n; i++) {
        left = fmin(left, w->nodes.v[i].x - w->nodes.v[i].width / 2);
        right = fmax(right, w->nodes.v[i].x + w->nodes.v[i].width / 2);
    }
    for (i64 i = 0; i < w->nodes.n; i++)
        w->nodes.v[i].x -= left;
    l->width = w->nodes.n ? right - left : 0;
    f64 y = 0;
    for (i32 k = 0; k < l->layer_count; k++) {
        f64 tallest = 0;
        for (i32 v = 0; v < l->box_count; v++)
            tallest = l->boxes[v].layer == k ? fmax(tallest, l->boxes[v].height) : tallest;
        layer_y[k] = y + tallest / 2;
        y += tallest + l->gap_down;
    }
    l->height = l->layer_count ? y - l->gap_down : 0;
    for (i32 v = 0; v < l->box_count; v++) {
        l->boxes[v].x = w->nodes.v[v].x;
        l->boxes[v].y = layer_y[l->boxes[v].layer];
    }
}

static void turn_round(struct layout_point *p, i32 n)
{
    for (i32 i = 0; i < n / 2; i++) {
        struct layout_point kept = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = kept;
    }
}

/* Edges leave and enter a box side by side, within its middle two thirds, in the order of
 * where they lead; `own` is the link that asks. */
static f64 port_x(const struct work *w, i64 own, bool leaving_down)
{
    struct link asking = w->links.v[own];
    i32 box = leaving_down ? asking.upper : asking.lower;
    f64 towards = w->nodes.v[leaving_down ? asking.lower : asking.upper].x;
    f64 before = 0, n = 0;
    for (i64 i = 0; i < w->links.n; i++) {
        struct link k = w->links.v[i];
        if ((leaving_down ? k.upper : k.lower) != box)
            continue;
        f64 x = w->nodes.v[leaving_down ? k.lower : k.upper].x;
        before += x < towards || (x == towards && i < own);
        n++;
    }
    f64 span = w->nodes.v[box].width * 2 / 3;
    return w->nodes.v[box].x + (n > 1 ? (before / (n - 1) - 0.5) * span * fmin(1, (n - 1) / 4) : 0);
}

static void write_edges(struct work *w, const f64 *layer_y)
{
    struct layout *l = w->l;
    i64 bend = l->box_count, link = 0;
    for (i32 i = 0; i < l->edge_count; i++) {
        struct layout_edge *e = &l->edges[i];
        if (e->from == e->to)
            continue;
        const struct layout_box *up = &l->boxes[upper_of(e)], *low = &l->boxes[lower_of(e)];
        e->points = arena_array(w->a, struct layout_point, low->layer - up->layer + 1);
        i32 n = 1;
        for (; bend < w->nodes.n && w->nodes.v[bend].edge == i; bend++, n++)
            e->points[n] =
                (struct layout_point){w->nodes.v[bend].x, layer_y[w->nodes.v[bend].layer]};
        e->points[0] = (struct layout_point){port_x(w, link, true), up->y + up->height / 2};
        link += n;
        e->points[n] = (struct layout_point){port_x(w, link - 1, false), low->y - low->height / 2};
        e->point_count = n + 1;
        if (e->reversed)
            turn_round(e->points, e->point_count);
    }
}

void layout_place(struct layout *l, struct arena *a)
{
    assert(l->box_count <= LAYOUT_BOXES_MAX);
    struct work w = {.a = a, .l = l};
    open_cycles(l, a);
    assign_layers(l);
    for (i32 v = 0; v < l->box_count; v++)
        *vec_push(a, &w.nodes) =
            (struct node){.layer = l->boxes[v].layer, .edge = -1, .width = l->boxes[v].width};
    add_bends(&w);
    fill_layers(&w);
    reduce_crossings(&w);
    place_across(&w);
    f64 *layer_y = arena_array(a, f64, l->layer_count + 1);
    write_boxes(&w, layer_y);
    write_edges(&w, layer_y);
}
