#include "exchange/bpmn.h"

#include "base/message.h"
#include "format/xml.h"

enum {
    POOL_X = 120,
    POOL_Y = 80,
    POOL_HEAD = 30, /* the strips that hold the names of pool and lanes */
    LANE_HEIGHT = 160,
    COLUMN = 300,
    FIRST_X = POOL_X + 2 * POOL_HEAD + 60,
    START = 36,
    TASK_X = FIRST_X + START + 60,
    TASK_WIDTH = 150,
    TASK_HEIGHT = 90,
    GATEWAY = 50,
    GATEWAY_X = TASK_WIDTH + 40, /* from the left of its task */
    END_ROW = 120,
};

struct drawing {
    struct buf *out;
    const struct standard *s;
    str lang;
    i32 lane[STANDARD_PARTS_MAX]; /* departments that have a lane, from top to bottom */
    i32 lanes;
};

struct point {
    i32 x, y;
};

/* --- words -------------------------------------------------------------------------------- */

static str title_of(const struct drawing *d, const struct words *w, str id)
{
    return words_or_id(w, d->lang, id);
}

/* In an attribute or between tags; line ends and tabs of an attribute stay what they are. */
static void put_text(struct buf *out, str s)
{
    xml_put(out, s);
}

static void put_span(struct buf *out, const char *word, const struct span *span)
{
    if (!span->known)
        return;
    if (span->days)
        buf_fmt(out, "%s: %d%s\n", message(word), span->days,
                span->working ? message(" working days") : message(" days"));
    else
        buf_fmt(out, "%s: %lld%s\n", message(word), (long long)(span->ms / MS_PER_HOUR),
                span->working ? message(" working hours") : message(" hours"));
}

static void put_milestone(const struct drawing *d, const struct milestone *m)
{
    buf_fmt(d->out, "- ");
    put_text(d->out, title_of(d, &m->title, m->id));
    buf_fmt(d->out, " (%s)\n", message(grade_words[m->grade]));
}

static void put_stage_words(const struct drawing *d, i64 i)
{
    const struct stage *stage = &d->s->stages.v[i];
    put_text(d->out, words_in(&stage->about, d->lang));
    buf_char(d->out, '\n');
    put_span(d->out, MESSAGE("expected"), &stage->expected);
    put_span(d->out, MESSAGE("age limit"), &stage->limit);
    for (i32 m = 0; m < stage->milestone_count; m++)
        put_milestone(d, &d->s->milestones.v[stage->milestone_first + m]);
    for (i64 h = 0; h < d->s->handoffs.n; h++) {
        const struct handoff *handoff = &d->s->handoffs.v[h];
        if (handoff->stage.index != i)
            continue;
        buf_fmt(d->out, "%s: ", message("hand-off"));
        put_text(d->out, title_of(d, &handoff->title, handoff->id));
        buf_char(d->out, '\n');
        put_span(d->out, MESSAGE("accept within"), &handoff->accept_within);
        put_span(d->out, MESSAGE("touch within"), &handoff->touch_within);
    }
}

static void put_moves(const struct drawing *d)
{
    static const char *const forward[] = {MESSAGE("forward to the next stage only"),
                                          MESSAGE("forward to any later stage"),
                                          MESSAGE("forward as listed")};
    buf_put(d->out, str_c(message(forward[d->s->moves.forward])));
    buf_put(d->out, d->s->moves.backward ? str_c(message("; back is allowed\n")) : S("\n"));
    for (i64 i = 0; i < d->s->moves.also.n; i++) {
        const struct move *m = &d->s->moves.also.v[i];
        buf_fmt(d->out, "%.*s -> %.*s\n", STR_ARG(m->from.id), STR_ARG(m->to.id));
    }
}

/* What ends a deal otherwise than won: "Lost, No decision, Walked". */
static void put_other_ends(const struct drawing *d)
{
    bool any = false;
    for (i64 i = 0; i < d->s->outcomes.n; i++) {
        const struct outcome_rule *o = &d->s->outcomes.v[i];
        if (o->outcome == OUTCOME_WON || o->outcome == OUTCOME_INVALID)
            continue;
        buf_put(d->out, any ? S(", ") : S(""));
        put_text(d->out, title_of(d, &o->title, o->id));
        any = true;
    }
    if (!any)
        buf_put(d->out, str_c(message("not won")));
}

static void put_last_end(const struct drawing *d)
{
    for (i64 i = 0; i < d->s->outcomes.n; i++)
        if (d->s->outcomes.v[i].outcome == OUTCOME_WON) {
            put_text(d->out, title_of(d, &d->s->outcomes.v[i].title, d->s->outcomes.v[i].id));
            return;
        }
    buf_put(d->out, str_c(message("won")));
}

/* --- places ------------------------------------------------------------------------------- */

static i32 department_of(const struct drawing *d, i64 stage)
{
    i32 index = d->s->stages.v[stage].department.index;
    return index < 0 ? 0 : index;
}

static i32 lane_of(const struct drawing *d, i64 stage)
{
    i32 department = department_of(d, stage);
    for (i32 i = 0; i < d->lanes; i++)
        if (d->lane[i] == department)
            return i;
    return 0;
}

static void find_lanes(struct drawing *d)
{
    for (i64 i = 0; i < d->s->stages.n; i++) {
        i32 department = department_of(d, i);
        bool known = false;
        for (i32 k = 0; k < d->lanes; k++)
            known = known || d->lane[k] == department;
        if (!known)
            d->lane[d->lanes++] = department;
    }
}

static i32 middle_of(const struct drawing *d, i64 stage)
{
    return POOL_Y + lane_of(d, stage) * LANE_HEIGHT + LANE_HEIGHT / 2;
}

static i32 task_x(i64 stage)
{
    return TASK_X + (i32)stage * COLUMN;
}

static i32 gateway_x(i64 stage)
{
    return task_x(stage) + GATEWAY_X;
}

static i32 end_row_y(const struct drawing *d)
{
    return POOL_Y + d->lanes * LANE_HEIGHT + END_ROW / 2;
}

static i32 pool_width(const struct drawing *d)
{
    return task_x(d->s->stages.n) + 60 - POOL_X;
}

static i32 pool_height(const struct drawing *d)
{
    return d->lanes * LANE_HEIGHT + END_ROW;
}

/* --- the process ---------------------------------------------------------------------------- */

static void put_lanes(const struct drawing *d)
{
    buf_put(d->out, S("    <bpmn:laneSet id=\"lanes\">\n"));
    for (i32 k = 0; k < d->lanes; k++) {
        bool known = d->lane[k] < d->s->departments.n;
        const struct department *part = known ? &d->s->departments.v[d->lane[k]] : NULL;
        buf_fmt(d->out, "      <bpmn:lane id=\"lane-%d\" name=\"", k + 1);
        put_text(d->out, part ? title_of(d, &part->title, part->id) : S("-"));
        buf_put(d->out, S("\">\n"));
        if (k == lane_of(d, 0))
            buf_put(d->out, S("        <bpmn:flowNodeRef>start</bpmn:flowNodeRef>\n"));
        for (i64 i = 0; i < d->s->stages.n; i++)
            if (lane_of(d, i) == k)
                buf_fmt(d->out,
                        "        <bpmn:flowNodeRef>stage-%lld</bpmn:flowNodeRef>\n"
                        "        <bpmn:flowNodeRef>after-%lld</bpmn:flowNodeRef>\n",
                        (long long)i + 1, (long long)i + 1);
        if (k == lane_of(d, d->s->stages.n - 1))
            buf_put(d->out, S("        <bpmn:flowNodeRef>end</bpmn:flowNodeRef>\n"));
        buf_put(d->out, S("      </bpmn:lane>\n"));
    }
    buf_fmt(d->out, "      <bpmn:lane id=\"lane-ends\" name=\"%s\">\n", message("ends"));
    for (i64 i = 0; i < d->s->stages.n; i++)
        buf_fmt(d->out, "        <bpmn:flowNodeRef>out-%lld</bpmn:flowNodeRef>\n",
                (long long)i + 1);
    buf_put(d->out, S("      </bpmn:lane>\n    </bpmn:laneSet>\n"));
}

static void put_flow(struct buf *out, const char *id, i64 n, const char *from, i64 from_n,
                     const char *to, i64 to_n)
{
    buf_fmt(out, "    <bpmn:sequenceFlow id=\"%s-%lld\" sourceRef=\"%s", id, (long long)n, from);
    if (from_n)
        buf_fmt(out, "-%lld", (long long)from_n);
    buf_fmt(out, "\" targetRef=\"%s", to);
    if (to_n)
        buf_fmt(out, "-%lld", (long long)to_n);
    buf_put(out, S("\"/>\n"));
}

static void put_stage(const struct drawing *d, i64 i)
{
    long long n = (long long)i + 1;
    const struct stage *stage = &d->s->stages.v[i];
    buf_fmt(d->out, "    <bpmn:task id=\"stage-%lld\" name=\"", n);
    put_text(d->out, title_of(d, &stage->title, stage->id));
    buf_put(d->out, S("\">\n      <bpmn:documentation>"));
    put_stage_words(d, i);
    buf_fmt(d->out,
            "</bpmn:documentation>\n      <bpmn:incoming>to-%lld</bpmn:incoming>\n"
            "      <bpmn:outgoing>done-%lld</bpmn:outgoing>\n    </bpmn:task>\n",
            n, n);
    buf_fmt(d->out,
            "    <bpmn:exclusiveGateway id=\"after-%lld\">\n"
            "      <bpmn:incoming>done-%lld</bpmn:incoming>\n"
            "      <bpmn:outgoing>to-%lld</bpmn:outgoing>\n"
            "      <bpmn:outgoing>leave-%lld</bpmn:outgoing>\n    </bpmn:exclusiveGateway>\n",
            n, n, n + 1, n);
    buf_fmt(d->out, "    <bpmn:endEvent id=\"out-%lld\" name=\"", n);
    put_other_ends(d);
    buf_fmt(d->out, "\">\n      <bpmn:incoming>leave-%lld</bpmn:incoming>\n    </bpmn:endEvent>\n",
            n);
}

static void put_process(const struct drawing *d)
{
    i64 n = d->s->stages.n;
    buf_put(d->out, S("  <bpmn:process id=\"process\" name=\""));
    put_text(d->out, title_of(d, &d->s->title, d->s->process));
    buf_put(d->out, S("\" isExecutable=\"false\">\n    <bpmn:documentation>"));
    put_moves(d);
    buf_put(d->out, S("</bpmn:documentation>\n"));
    put_lanes(d);
    buf_put(d->out, S("    <bpmn:startEvent id=\"start\">\n"
                      "      <bpmn:outgoing>to-1</bpmn:outgoing>\n    </bpmn:startEvent>\n"));
    for (i64 i = 0; i < n; i++)
        put_stage(d, i);
    buf_put(d->out, S("    <bpmn:endEvent id=\"end\" name=\""));
    put_last_end(d);
    buf_fmt(d->out, "\">\n      <bpmn:incoming>to-%lld</bpmn:incoming>\n    </bpmn:endEvent>\n",
            (long long)n + 1);
    put_flow(d->out, "to", 1, "start", 0, "stage", 1);
    for (i64 i = 1; i <= n; i++) {
        put_flow(d->out, "done", i, "stage", i, "after", i);
        put_flow(d->out, "to", i + 1, "after", i, i < n ? "stage" : "end", i < n ? i + 1 : 0);
        put_flow(d->out, "leave", i, "after", i, "out", i);
    }
    buf_put(d->out, S("  </bpmn:process>\n"));
}

/* --- the picture ----------------------------------------------------------------------------- */

struct box {
    i32 x, y, width, height;
};

/* `more`: attributes of the shape. */
static void put_shape(struct buf *out, const char *of, i64 n, const char *more, struct box b)
{
    char number[24] = "";
    struct buf digits = {.p = number, .max = sizeof number - 1};
    if (n)
        buf_fmt(&digits, "-%lld", (long long)n);
    buf_fmt(out,
            "      <bpmndi:BPMNShape id=\"shape-%s%.*s\" bpmnElement=\"%s%.*s\"%s>\n"
            "        <dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n"
            "      </bpmndi:BPMNShape>\n",
            of, (int)digits.n, number, of, (int)digits.n, number, more, b.x, b.y, b.width,
            b.height);
}

static void put_edge(struct buf *out, const char *of, i64 n, const struct point *v, i32 points)
{
    buf_fmt(out, "      <bpmndi:BPMNEdge id=\"edge-%s-%lld\" bpmnElement=\"%s-%lld\">\n", of,
            (long long)n, of, (long long)n);
    for (i32 i = 0; i < points; i++)
        buf_fmt(out, "        <di:waypoint x=\"%d\" y=\"%d\"/>\n", v[i].x, v[i].y);
    buf_put(out, S("      </bpmndi:BPMNEdge>\n"));
}

/* On from a gateway: along its middle, up or down between the columns, into what comes next. */
static void put_on(const struct drawing *d, i64 i)
{
    i64 n = d->s->stages.n;
    bool last = i + 1 == n;
    i32 x = gateway_x(i) + GATEWAY, y = middle_of(d, i);
    i32 to_x = last ? task_x(i + 1) : task_x(i + 1), to_y = last ? y : middle_of(d, i + 1);
    i32 between = x + (to_x - x) / 2;
    const struct point bent[] = {{x, y}, {between, y}, {between, to_y}, {to_x, to_y}};
    const struct point straight[] = {{x, y}, {to_x, to_y}};
    put_edge(d->out, "to", i + 2, y == to_y ? straight : bent, y == to_y ? 2 : 4);
}

static void put_column(const struct drawing *d, i64 i)
{
    i32 x = task_x(i), y = middle_of(d, i), gate = gateway_x(i), row = end_row_y(d);
    put_shape(d->out, "stage", i + 1, "",
              (struct box){x, y - TASK_HEIGHT / 2, TASK_WIDTH, TASK_HEIGHT});
    put_shape(d->out, "after", i + 1, " isMarkerVisible=\"true\"",
              (struct box){gate, y - GATEWAY / 2, GATEWAY, GATEWAY});
    put_shape(d->out, "out", i + 1, "",
              (struct box){gate + (GATEWAY - START) / 2, row - START / 2, START, START});
    const struct point done[] = {{x + TASK_WIDTH, y}, {gate, y}};
    const struct point leave[] = {{gate + GATEWAY / 2, y + GATEWAY / 2},
                                  {gate + GATEWAY / 2, row - START / 2}};
    put_edge(d->out, "done", i + 1, done, 2);
    put_edge(d->out, "leave", i + 1, leave, 2);
    put_on(d, i);
}

static void put_picture(const struct drawing *d)
{
    i64 n = d->s->stages.n;
    i32 width = pool_width(d), start_y = middle_of(d, 0), end_y = middle_of(d, n - 1);
    buf_put(d->out, S("  <bpmndi:BPMNDiagram id=\"diagram\">\n"
                      "    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"collaboration\">\n"));
    put_shape(d->out, "pool", 0, " isHorizontal=\"true\"",
              (struct box){POOL_X, POOL_Y, width, pool_height(d)});
    for (i32 k = 0; k < d->lanes; k++)
        put_shape(d->out, "lane", k + 1, " isHorizontal=\"true\"",
                  (struct box){POOL_X + POOL_HEAD, POOL_Y + k * LANE_HEIGHT, width - POOL_HEAD,
                               LANE_HEIGHT});
    put_shape(d->out, "lane-ends", 0, " isHorizontal=\"true\"",
              (struct box){POOL_X + POOL_HEAD, POOL_Y + d->lanes * LANE_HEIGHT, width - POOL_HEAD,
                           END_ROW});
    put_shape(d->out, "start", 0, "", (struct box){FIRST_X, start_y - START / 2, START, START});
    put_shape(d->out, "end", 0, "", (struct box){task_x(n), end_y - START / 2, START, START});
    const struct point first[] = {{FIRST_X + START, start_y}, {task_x(0), start_y}};
    put_edge(d->out, "to", 1, first, 2);
    for (i64 i = 0; i < n; i++)
        put_column(d, i);
    buf_put(d->out, S("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n"));
}

void bpmn_write(struct buf *out, const struct standard *s, str lang)
{
    struct drawing d = {.out = out, .s = s, .lang = lang};
    find_lanes(&d);
    buf_put(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"\n"
                   "    xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\"\n"
                   "    xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\"\n"
                   "    xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\"\n"
                   "    id=\"definitions\" targetNamespace=\"urn:etalon:standard\"\n"
                   "    exporter=\"etalon\" exporterVersion=\"" ETALON_VERSION "\">\n"
                   "  <bpmn:collaboration id=\"collaboration\">\n"
                   "    <bpmn:participant id=\"pool\" name=\""));
    put_text(out, title_of(&d, &s->title, s->process));
    buf_put(out, S("\" processRef=\"process\"/>\n  </bpmn:collaboration>\n"));
    put_process(&d);
    put_picture(&d);
    buf_put(out, S("</bpmn:definitions>\n"));
}
