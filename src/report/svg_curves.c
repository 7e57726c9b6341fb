/* svg_curves.c - cumulative incidence of each way to end, with its band, labelled where the
 * line ends. The plane is stretched to the width there is; text and line weights are not. */
#include "report/html_part.h"

#include <math.h>

enum { PLANE = 1000, HEIGHT = 300, LABEL_GAP = 16, TICKS_MAX = 8 };

static const char *const classes[CURVE_CAUSES] = {"won", "lost", "none", "walked"};
static const enum outcome outcomes[CURVE_CAUSES] = {OUTCOME_WON, OUTCOME_LOST, OUTCOME_NO_DECISION,
                                                    OUTCOME_WALKED};

struct plane {
    f64 days, top; /* what the width and the height stand for */
    i64 points;    /* of the curves, up to `days` */
};

static f64 x_of(const struct plane *v, f64 day)
{
    return PLANE * day / v->days;
}

static f64 y_of(const struct plane *v, f64 share)
{
    return HEIGHT * (1 - share / v->top);
}

static bool has_band(const struct curve *c, i64 i)
{
    return c->band_low && c->band_high && isfinite(c->band_low[i]) && isfinite(c->band_high[i]);
}

static struct plane plane_of(const struct incidence *c)
{
    struct plane v = {.days = fmax(1, c->last_day), .top = 0.1};
    while (v.points < c->points && c->days[v.points] <= v.days)
        v.points++;
    for (i32 k = 0; k < CURVE_CAUSES; k++)
        for (i64 i = 0; i < v.points && c->cause[k].events; i++) {
            f64 high = has_band(&c->cause[k], i) ? c->cause[k].band_high[i] : c->cause[k].value[i];
            v.top = fmax(v.top, high);
        }
    v.top = fmin(1, ceil(v.top * 10) / 10);
    return v;
}

/* Points that a reader cannot tell apart are not written: at most one a unit of width. */
static bool worth_a_point(const struct plane *v, const struct incidence *c, i64 i, f64 last_x)
{
    return i + 1 == v->points || x_of(v, c->days[i]) - last_x >= 1;
}

static void put_line(struct page *p, const struct plane *v, const struct incidence *c, i32 k)
{
    f64 last_x = 0, last_y = y_of(v, 0);
    buf_fmt(p->out, "<path class=\"line %s\" d=\"M0 %.1f", classes[k], last_y);
    for (i64 i = 0; i < v->points; i++) {
        f64 y = y_of(v, c->cause[k].value[i]);
        if (!worth_a_point(v, c, i, last_x) || (y == last_y && i + 1 < v->points))
            continue;
        last_x = x_of(v, c->days[i]);
        last_y = y;
        buf_fmt(p->out, "H%.1fV%.1f", last_x, y);
    }
    buf_fmt(p->out, "H%d\"/>", PLANE);
}

static void put_band(struct page *p, const struct plane *v, const struct incidence *c, i32 k)
{
    i64 n = 0, *kept = arena_array(p->p.a, i64, v->points + 1);
    f64 last_x = -2;
    for (i64 i = 0; i < v->points; i++)
        if (has_band(&c->cause[k], i) && worth_a_point(v, c, i, last_x)) {
            kept[n++] = i;
            last_x = x_of(v, c->days[i]);
        }
    if (n < 2)
        return;
    buf_fmt(p->out, "<path class=\"band %s\" d=\"M", classes[k]);
    for (i64 i = 0; i < n; i++)
        buf_fmt(p->out, "%s%.1f %.1f", i ? "L" : "", x_of(v, c->days[kept[i]]),
                y_of(v, c->cause[k].band_high[kept[i]]));
    for (i64 i = n - 1; i >= 0; i--)
        buf_fmt(p->out, "L%.1f %.1f", x_of(v, c->days[kept[i]]),
                y_of(v, c->cause[k].band_low[kept[i]]));
    buf_put(p->out, S("Z\"/>"));
}

static f64 tick_days(f64 days)
{
    static const f64 steps[] = {1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365, 730, 1460, 3650};
    for (i64 i = 0; i < LENGTH(steps); i++)
        if (days / steps[i] <= TICKS_MAX)
            return steps[i];
    return days;
}

static void put_grid(struct page *p, const struct plane *v)
{
    f64 step = v->top > 0.5 ? 0.2 : 0.1;
    for (f64 share = 0; share <= v->top + 1e-9; share += step) {
        f64 y = y_of(v, share);
        buf_fmt(p->out, "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>", y,
                y);
        buf_fmt(p->out, "<text class=\"tick\" x=\"0\" y=\"%.1f\">", y - 4);
        markup_text(p->out, number_decimal(p->p.a, p->report->lang, 100 * share, 0));
        buf_put(p->out, share == 0                   ? S("</text>")
                        : p->report->lang == LANG_FR ? S("\u00a0%</text>")
                                                     : S("%</text>"));
    }
    f64 days = tick_days(v->days);
    for (f64 day = days; day <= v->days; day += days) {
        f64 x = x_of(v, day) / PLANE * 100;
        buf_fmt(p->out,
                "<line class=\"grid\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%d\" y2=\"%d\"/>"
                "<text class=\"tick %s\" x=\"%.2f%%\" y=\"%d\">%.0f</text>",
                x, x, HEIGHT, HEIGHT + 5, x > 98 ? "end" : "day", x, HEIGHT + 20, day);
    }
    buf_fmt(p->out, "<text class=\"tick end\" x=\"100%%\" y=\"%d\">", HEIGHT + 40);
    markup_text(p->out, words(p, TEXT_TIME_AXIS));
    buf_put(p->out, S("</text>"));
}

/* Labels sit above the end of their lines and are pushed apart where lines meet. */
static void put_labels(struct page *p, const struct plane *v, const struct incidence *c)
{
    f64 y[CURVE_CAUSES];
    i32 order[CURVE_CAUSES], n = 0;
    for (i32 k = 0; k < CURVE_CAUSES; k++) {
        if (!c->cause[k].events || !v->points)
            continue;
        y[k] = y_of(v, c->cause[k].value[v->points - 1]) - 7;
        i32 at = n++;
        for (; at > 0 && y[order[at - 1]] < y[k]; at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
    for (i32 i = 1; i < n; i++)
        y[order[i]] = fmin(y[order[i]], y[order[i - 1]] - LABEL_GAP);
    for (i32 i = 0; i < n; i++) {
        i32 k = order[i];
        str share = number_percent(p->p.a, p->report->lang, c->cause[k].value[v->points - 1]);
        buf_fmt(p->out, "<text class=\"label %s\" x=\"100%%\" y=\"%.1f\">", classes[k],
                fmax(12, y[k]));
        markup(p->out, "% %</text>", words(p, TEXT_OUTCOME + outcomes[k]), share);
    }
}

void svg_curves(struct page *p)
{
    const struct incidence *c = &p->answers->incidence;
    struct plane v = plane_of(c);
    i32 id = ++p->ids;
    buf_fmt(p->out,
            "<svg class=\"curves\" width=\"100%%\" height=\"%d\" role=\"img\" "
            "aria-labelledby=\"c%d d%d\"><title id=\"c%d\">",
            HEIGHT + 46, id, id, id);
    markup_text(p->out, words(p, TEXT_S_TIME));
    buf_fmt(p->out, "</title><desc id=\"d%d\">", id);
    markup_text(p->out, words(p, TEXT_TIME_CURVES));
    buf_put(p->out, S("</desc>"));
    put_grid(p, &v);
    buf_fmt(p->out,
            "<svg width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d %d\" "
            "preserveAspectRatio=\"none\">",
            HEIGHT, PLANE, HEIGHT);
    for (i32 k = CURVE_CAUSES - 1; k >= 0; k--)
        if (c->cause[k].events) {
            put_band(p, &v, c, k);
            put_line(p, &v, c, k);
        }
    buf_put(p->out, S("</svg>"));
    put_labels(p, &v, c);
    buf_put(p->out, S("</svg>\n"));
}
