/* svg_map.c - the process map, drawn: the frequent activities and the steps that carry nine
 * tenths of all steps, with where deals begin and end. What is left out is said beside it. */
#include "report/html_part.h"
#include "report/layout.h"
#include "report/process.h"

#include <math.h>

enum {
    ACTIVITIES_MAX = 20,
    EDGES_MAX = 90,
    BOX_WIDTH = 190,
    BOX_HEIGHT = 46,
    NAME_LINE = 15, /* what a second line of the name adds */
    DOT_SIZE = 22,
    MARGIN = 24,
    LOOP_ROOM = 34,
    LABEL_WIDTH = 54,
    LABEL_HEIGHT = 26,
};
#define STEPS_SHARE 0.9     /* of all steps that the drawing carries… */
#define STEPS_PER_BOX 2.5   /* …unless it would take more lines than an eye can follow */
#define ACTIVITY_SHARE 0.03 /* events for each deal, for an activity to be drawn */
#define END_SHARE 0.03      /* of deals, for a begin or an end to be drawn */

/* What is drawn: box 0 is the start, box 1 the end, then activities. */
struct drawing {
    struct page *p;
    const struct report_process *process;
    struct layout layout;
    struct layout_box boxes[LAYOUT_BOXES_MAX];
    struct layout_edge edges[EDGES_MAX];
    i64 count[EDGES_MAX];
    f64 days[EDGES_MAX]; /* mean; NAN of begins and ends */
    u16 activity[LAYOUT_BOXES_MAX];
    struct layout_point label[EDGES_MAX];
    i32 labels;
    i64 most; /* count of the heaviest edge */
    i64 steps_drawn, steps, kept, kinds;
};

static i32 box_of(const struct drawing *d, u16 activity)
{
    for (i32 b = 2; b < d->layout.box_count; b++)
        if (d->activity[b] == activity)
            return b;
    return -1;
}

static void add_edge(struct drawing *d, i32 from, i32 to, i64 count, f64 days)
{
    if (d->layout.edge_count == EDGES_MAX)
        return;
    i32 e = d->layout.edge_count++;
    d->edges[e] = (struct layout_edge){.from = from, .to = to, .weight = (f64)count};
    d->count[e] = count;
    d->days[e] = days;
    d->most = i64_max(d->most, count);
}

static str name_of(const struct drawing *d, u16 activity)
{
    struct page *p = d->p;
    return phrase_name(&p->p, phrase_activity(&p->p, &d->process->traces, activity), 200);
}

/* The name on one line or two, the second cut to fit. Returns how many. */
static i32 name_lines(const struct drawing *d, u16 activity, str lines[2])
{
    str name = name_of(d, activity);
    f64 room = BOX_WIDTH - 18;
    i64 end = 0;
    lines[0] = name;
    if (markup_width(name, 13) <= room)
        return 1;
    for (i64 i = 0; i < name.n; i++)
        if (name.p[i] == ' ' && markup_width(str_sub(name, 0, i), 13) <= room)
            end = i;
    if (!end) {
        lines[0] = markup_fit(d->p->p.a, name, 13, room);
        return 1;
    }
    lines[0] = str_sub(name, 0, end);
    lines[1] = markup_fit(d->p->p.a, str_sub(name, end + 1, name.n), 13, room);
    return 2;
}

static void choose_boxes(struct drawing *d)
{
    const struct map *m = &d->process->map;
    d->boxes[0] = d->boxes[1] = (struct layout_box){.width = DOT_SIZE, .height = DOT_SIZE};
    d->layout.box_count = 2;
    f64 least = fmax(1, ACTIVITY_SHARE * (f64)m->deal_count);
    while (d->layout.box_count < ACTIVITIES_MAX + 2) {
        i64 best = -1;
        for (i64 i = 0; i < m->activity_count; i++)
            if ((f64)m->activities[i].events >= least && box_of(d, (u16)i) < 0 &&
                (best < 0 || m->activities[i].events > m->activities[best].events))
                best = i;
        if (best < 0)
            break;
        i32 b = d->layout.box_count;
        d->activity[b] = (u16)best;
        str lines[2];
        d->boxes[b] = (struct layout_box){.width = BOX_WIDTH, .height = BOX_HEIGHT};
        if (name_lines(d, (u16)best, lines) > 1)
            d->boxes[b].height += NAME_LINE;
        d->layout.box_count++;
    }
}

/* The heaviest edges until nine tenths of the steps are drawn, then for every box that has
 * no way in (or out) its heaviest one. */
static void choose_edges(struct drawing *d)
{
    const struct map *m = &d->process->map;
    bool in[LAYOUT_BOXES_MAX] = {0}, out[LAYOUT_BOXES_MAX] = {0};
    for (i64 i = 0; i < m->edge_count; i++)
        d->steps += m->edges[i].count;
    d->kinds = m->edge_count;
    for (i64 i = 0; i < m->edge_count; i++) {
        const struct map_edge *e = &m->edges[i];
        i32 from = box_of(d, e->from), to = box_of(d, e->to);
        bool carries = (f64)d->steps_drawn < STEPS_SHARE * (f64)d->steps &&
                       (f64)d->kept < STEPS_PER_BOX * d->layout.box_count;
        if (from < 0 || to < 0 || !(carries || !in[to] || !out[from]))
            continue;
        add_edge(d, from, to, e->count, (f64)e->sum_ms / (f64)e->count / (f64)MS_PER_DAY);
        d->steps_drawn += e->count;
        d->kept++;
        in[to] = in[to] || from != to;
        out[from] = out[from] || from != to;
    }
    for (i32 b = 2; b < d->layout.box_count; b++) {
        const struct map_activity *a = &m->activities[d->activity[b]];
        f64 least = END_SHARE * (f64)m->deal_count;
        if (a->starts && ((f64)a->starts >= least || !in[b]))
            add_edge(d, 0, b, a->starts, NAN);
        if (a->ends && ((f64)a->ends >= least || !out[b]))
            add_edge(d, b, 1, a->ends, NAN);
    }
}

static f64 thickness(const struct drawing *d, i64 count)
{
    return 1 + 7 * sqrt((f64)count / (f64)i64_max(1, d->most));
}

static void put_path(struct drawing *d, i32 e)
{
    const struct layout_edge *edge = &d->edges[e];
    struct buf *out = d->p->out;
    buf_fmt(out, "<path class=\"%s\" stroke-width=\"%.1f\" marker-end=\"url(#arrow)\" d=\"",
            edge->reversed ? "edge back" : "edge", thickness(d, d->count[e]));
    f64 up = edge->reversed ? 1 : -1; /* the arrow head needs the last pixels */
    for (i32 i = 0; i < edge->point_count; i++) {
        struct layout_point at = edge->points[i];
        at.y += i == edge->point_count - 1 ? 7 * up : 0;
        if (i == 0) {
            buf_fmt(out, "M%.1f %.1f", at.x, at.y);
            continue;
        }
        f64 half = (edge->points[i - 1].y + at.y) / 2;
        buf_fmt(out, "C%.1f %.1f %.1f %.1f %.1f %.1f", edge->points[i - 1].x, half, at.x, half,
                at.x, at.y);
    }
    buf_put(out, S("\"/>"));
}

static void put_loop(struct drawing *d, i32 e)
{
    const struct layout_box *b = &d->boxes[d->edges[e].from];
    f64 x = b->x + b->width / 2, y = b->y;
    buf_fmt(d->p->out,
            "<path class=\"edge\" stroke-width=\"%.1f\" marker-end=\"url(#arrow)\" "
            "d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"/>",
            thickness(d, d->count[e]), x, y - 12, x + 30, y - 22, x + 30, y + 22, x + 7, y + 12);
}

/* A point of the curve from a to b, both ends upright. */
static struct layout_point on_curve(struct layout_point a, struct layout_point b, f64 t)
{
    f64 u = 1 - t, half = (a.y + b.y) / 2;
    return (struct layout_point){
        u * u * (u + 3 * t) * a.x + t * t * (t + 3 * u) * b.x,
        u * u * u * a.y + 3 * u * t * half + t * t * t * b.y,
    };
}

static bool is_free(const struct drawing *d, struct layout_point at)
{
    for (i32 i = 0; i < d->labels; i++)
        if (fabs(d->label[i].x - at.x) < LABEL_WIDTH && fabs(d->label[i].y - at.y) < LABEL_HEIGHT)
            return false;
    for (i32 b = 2; b < d->layout.box_count; b++)
        if (fabs(d->boxes[b].x - at.x) < (BOX_WIDTH + LABEL_WIDTH) / 2.0 &&
            fabs(d->boxes[b].y - at.y) < (d->boxes[b].height + LABEL_HEIGHT) / 2.0)
            return false;
    return true;
}

/* The middle of an edge, or the first place along it that no other label has taken. False
 * when there is none: the label of a rare step gives way, its figures are in the table. */
static bool label_place(const struct drawing *d, i32 e, struct layout_point *place)
{
    static const f64 tries[] = {0.5, 0.4, 0.6, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8};
    const struct layout_edge *edge = &d->edges[e];
    if (edge->from == edge->to) {
        const struct layout_box *b = &d->boxes[edge->from];
        *place = (struct layout_point){b->x + b->width / 2 + 30, b->y - 14};
        return true;
    }
    i32 parts = edge->point_count - 1;
    for (i32 k = 0; k < parts; k++) {
        i32 part = (parts / 2 + k) % parts;
        for (i64 i = 0; i < LENGTH(tries); i++) {
            *place = on_curve(edge->points[part], edge->points[part + 1], tries[i]);
            if (is_free(d, *place))
                return true;
        }
    }
    return false;
}

static void put_label(struct drawing *d, i32 e)
{
    struct layout_point at;
    if (!label_place(d, e, &at))
        return;
    d->label[d->labels++] = at;
    struct page *p = d->p;
    buf_fmt(p->out, "<text class=\"count\" x=\"%.1f\" y=\"%.1f\">", at.x, at.y);
    markup_text(p->out, phrase_whole(&p->p, d->count[e]));
    buf_put(p->out, S("</text>"));
    if (!isfinite(d->days[e]) || d->days[e] <= 0)
        return;
    buf_fmt(p->out, "<text class=\"wait\" x=\"%.1f\" y=\"%.1f\">", at.x, at.y + 12);
    markup_text(p->out, phrase_days(&p->p, d->days[e]));
    buf_put(p->out, S("</text>"));
}

static void put_dot(struct drawing *d, i32 box)
{
    const struct layout_box *b = &d->boxes[box];
    buf_fmt(d->p->out,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/>"
            "<text class=\"dotlabel\" x=\"%.1f\" y=\"%.1f\">",
            box ? "stop" : "begin", b->x, b->y, b->x + 15, b->y + 4);
    markup_text(d->p->out, words(d->p, box ? TEXT_END : TEXT_START));
    buf_put(d->p->out, S("</text>"));
}

static const char *box_class(const struct drawing *d, i32 box)
{
    const struct history *h = d->process->traces.history;
    enum outcome outcome;
    u16 activity = d->activity[box];
    if (h->activity_kind[activity] != ACTIVITY_OUTCOME)
        return "box";
    str name = dict_name(&h->activities, activity);
    bool won = outcome_parse(name, &outcome) && outcome == OUTCOME_WON;
    return won ? "box won" : "box ended";
}

static void put_box(struct drawing *d, i32 box)
{
    struct page *p = d->p;
    const struct layout_box *b = &d->boxes[box];
    str lines[2], name = name_of(d, d->activity[box]);
    i32 n = name_lines(d, d->activity[box], lines);
    f64 up = n > 1 ? NAME_LINE / 2.0 : 0;
    i64 events = d->process->map.activities[d->activity[box]].events;
    f64 left = b->x - b->width / 2, top = b->y - b->height / 2;
    buf_fmt(p->out,
            "<g><rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" "
            "rx=\"6\"/>",
            box_class(d, box), left, top, b->width, b->height);
    markup(p->out, "<title>%</title>", words(p, TEXT_MAP_BOX, name, phrase_whole(&p->p, events)));
    for (i32 i = 0; i < n; i++) {
        buf_fmt(p->out, "<text class=\"name\" x=\"%.1f\" y=\"%.1f\">", b->x,
                b->y - 3 - up + NAME_LINE * i);
        markup(p->out, "%</text>", lines[i]);
    }
    buf_fmt(p->out, "<text class=\"events\" x=\"%.1f\" y=\"%.1f\">", b->x, b->y + 14 + up);
    markup_text(p->out, phrase_whole(&p->p, events));
    buf_put(p->out, S("</text></g>"));
}

static void say_what_is_drawn(struct drawing *d)
{
    struct page *p = d->p;
    i64 activities = 0;
    for (i64 i = 0; i < d->process->map.activity_count; i++)
        activities += d->process->map.activities[i].events > 0;
    str all = phrase_whole(&p->p, activities), kinds = phrase_whole(&p->p, d->kinds);
    if (d->kept == d->kinds) {
        page_lead(p, words(p, TEXT_MAP_ALL_KEPT, all, kinds));
        return;
    }
    f64 share = d->steps ? (f64)d->steps_drawn / (f64)d->steps : 1;
    page_lead(p, words(p, TEXT_MAP_SENTENCE, all, kinds, phrase_whole(&p->p, d->kept),
                       phrase_percent(&p->p, share), phrase_whole(&p->p, d->layout.box_count - 2)));
}

static void put_drawing(struct drawing *d)
{
    struct page *p = d->p;
    i32 id = ++p->ids;
    f64 width = d->layout.width + 2 * MARGIN + LOOP_ROOM, height = d->layout.height + 2 * MARGIN;
    buf_fmt(p->out,
            "<div class=\"scroll map\" tabindex=\"0\"><svg viewBox=\"%d %d %.0f %.0f\" "
            "style=\"width:%.0fpx\" role=\"img\" aria-labelledby=\"c%d d%d\"><title id=\"c%d\">",
            -MARGIN, -MARGIN, width, height, width, id, id, id);
    markup_text(p->out, words(p, TEXT_MAP_TITLE));
    buf_fmt(p->out, "</title><desc id=\"d%d\">", id);
    markup_text(p->out, words(p, TEXT_MAP_NOTE));
    buf_put(p->out, S("</desc><defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"1\" "
                      "refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" "
                      "markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                      "<path d=\"M0 0L8 4L0 8Z\"/></marker></defs>"));
    for (i32 e = 0; e < d->layout.edge_count; e++)
        if (d->edges[e].from == d->edges[e].to)
            put_loop(d, e);
        else
            put_path(d, e);
    for (i32 b = 2; b < d->layout.box_count; b++)
        put_box(d, b);
    put_dot(d, 0);
    put_dot(d, 1);
    for (i32 e = 0; e < d->layout.edge_count; e++)
        put_label(d, e);
    buf_put(p->out, S("</svg></div>\n"));
}

void svg_map(struct page *p)
{
    struct drawing *d = arena_new(p->p.a, struct drawing);
    d->p = p;
    d->process = p->report->process;
    d->layout.boxes = d->boxes;
    d->layout.edges = d->edges;
    d->layout.gap_across = 36;
    d->layout.gap_down = 62;
    choose_boxes(d);
    choose_edges(d);
    layout_place(&d->layout, p->p.a);
    say_what_is_drawn(d);
    put_drawing(d);
}
