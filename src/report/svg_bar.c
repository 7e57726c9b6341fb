/* svg_bar.c - drawings as wide as the cell they stand in: places across are percentages, so
 * nothing but the cell is scaled and a phone shows the same line weights as a page. */
#include "report/html_part.h"

#include <math.h>

static f64 inside(f64 x)
{
    return fmin(1, fmax(0, x));
}

void svg_bar(struct page *p, struct rate r, const char *class)
{
    buf_put(p->out, S("<svg class=\"bar\" width=\"100%\" height=\"16\" aria-hidden=\"true\">"
                      "<rect class=\"track\" width=\"100%\" height=\"16\" rx=\"2\"/>"));
    if (r.standing == STANDING_MEASURED) {
        f64 low = 100 * inside(r.low), high = 100 * inside(r.high), at = 100 * inside(r.value);
        buf_fmt(p->out,
                "<rect class=\"ci %s\" width=\"%.2f%%\" height=\"16\" rx=\"2\"/>"
                "<rect class=\"%s\" width=\"%.2f%%\" height=\"16\" rx=\"2\"/>"
                "<line class=\"at\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"16\"/>",
                class, high, class, low, at, at);
    }
    buf_put(p->out, S("</svg>"));
}

void svg_dot(struct page *p, struct dot d)
{
    f64 scale = d.to > d.from ? 100 / (d.to - d.from) : 0;
    buf_put(p->out, S("<svg class=\"dot\" width=\"100%\" height=\"20\" aria-hidden=\"true\">"
                      "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"10\" y2=\"10\"/>"));
    if (isfinite(d.mean))
        buf_fmt(p->out, "<line class=\"mean\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"20\"/>",
                (d.mean - d.from) * scale, (d.mean - d.from) * scale);
    if (isfinite(d.low) && isfinite(d.high))
        buf_fmt(p->out, "<line class=\"span\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"10\" y2=\"10\"/>",
                100 * inside((d.low - d.from) * scale / 100),
                100 * inside((d.high - d.from) * scale / 100));
    if (isfinite(d.observed))
        buf_fmt(p->out, "<circle class=\"ring\" cx=\"%.2f%%\" cy=\"10\" r=\"4\"/>",
                (d.observed - d.from) * scale);
    if (isfinite(d.value))
        buf_fmt(p->out, "<circle class=\"point\" cx=\"%.2f%%\" cy=\"10\" r=\"4.5\"/>",
                (d.value - d.from) * scale);
    buf_put(p->out, S("</svg>"));
}
