/* svg_ladder.c - the four kinds as steps, where we stand among them. */
#include "report/html_part.h"

enum { STEP_WIDTH = 168, STEP_HEIGHT = 22, LADDER_WIDTH = 720, LADDER_HEIGHT = 132, GAP = 12 };

static bool stands_on(const struct assessment *k, i32 step)
{
    if (k->state == ASSESSMENT_CANNOT_SAY)
        return false;
    if (k->state == ASSESSMENT_DECIDED)
        return step == (i32)k->kind;
    return step >= (i32)k->low && step <= (i32)k->high;
}

static void put_step(struct page *p, i32 step)
{
    const struct assessment *k = &p->answers->assessment;
    bool here = stands_on(k, step);
    const char *class = !here                            ? "step"
                        : k->state == ASSESSMENT_DECIDED ? "step here"
                                                         : "step maybe";
    i32 x = step * (STEP_WIDTH + GAP + 4), height = STEP_HEIGHT * (step + 1);
    i32 y = LADDER_HEIGHT - 28 - height;
    buf_fmt(p->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>",
            class, x, y, STEP_WIDTH, height);
    buf_fmt(p->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", here ? "on" : "off", x,
            LADDER_HEIGHT - 8);
    markup_text(p->out, words(p, TEXT_KIND + step));
    buf_put(p->out, S("</text>"));
    bool known = k->state == ASSESSMENT_DECIDED || k->state == ASSESSMENT_BETWEEN;
    if (!known || k->p[step] < 0.005)
        return;
    buf_fmt(p->out, "<text class=\"p\" x=\"%d\" y=\"%d\">", x + STEP_WIDTH, LADDER_HEIGHT - 8);
    markup_text(p->out, number_probability(p->p.a, p->report->lang, k->p[step]));
    buf_put(p->out, S("</text>"));
}

void svg_ladder(struct page *p)
{
    i32 id = ++p->ids;
    buf_fmt(p->out,
            "<svg class=\"ladder\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"c%d\">"
            "<title id=\"c%d\">",
            LADDER_WIDTH - GAP, LADDER_HEIGHT, id, id);
    markup_text(p->out, phrase_kind(&p->p));
    buf_put(p->out, S("</title>"));
    for (i32 step = 0; step < KIND_COUNT; step++)
        put_step(p, step);
    buf_put(p->out, S("</svg>\n"));
}
