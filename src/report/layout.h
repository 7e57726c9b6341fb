/* layout.h - where the boxes and arrows of a process map go: a layered drawing, top to
 * bottom (Sugiyama, Tagawa and Toda 1981). Cycles are opened by the order of Eades, Lin and
 * Smyth (1993), layers are longest paths, crossings are reduced by barycentres, and the
 * places across are the least-squares ones that keep the order (isotonic regression).
 *
 * Cost: fine for LAYOUT_BOXES_MAX boxes, cubic beyond. Deterministic: ties go to the
 * smaller index. */
#pragma once

#include "base/base.h"

enum { LAYOUT_BOXES_MAX = 64 };

struct layout_point {
    f64 x, y;
};

struct layout_box {
    f64 width, height; /* in */
    f64 x, y;          /* out: the centre */
    i32 layer;         /* out: from 0 */
};

struct layout_edge {
    i32 from, to;                /* in: boxes; equal for a loop, which gets no points */
    f64 weight;                  /* in: heavy edges are kept downward and straight */
    bool reversed;               /* out: it runs upward */
    struct layout_point *points; /* out: from border to border, in the edge's direction */
    i32 point_count;
};

struct layout {
    struct layout_box *boxes; /* the caller's */
    i32 box_count;
    struct layout_edge *edges; /* the caller's */
    i32 edge_count;
    f64 gap_across, gap_down; /* in: between boxes, between layers */
    f64 width, height;        /* out: of the whole; everything lies inside */
    i32 layer_count;
};

/* Fills the out fields; points and scratch live in `a`. */
void layout_place(struct layout *l, struct arena *a);
