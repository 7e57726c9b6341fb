/* svg_season.c - deals closed per month as columns: won below, the rest above; the last
 * month of each quarter stands out. */
#include "report/html_part.h"

#include <math.h>

enum { HEIGHT = 160, FOOT = 34, MONTHS_MAX = 60 };

static i64 closed_in(const struct season_period *m)
{
    return m->won + m->lost + m->no_decision + m->walked;
}

/* "Jan": the middle of a date as the reader writes it. */
static void put_month_name(struct page *p, const struct season_period *m, f64 x)
{
    struct date first = {m->year, m->number, 2};
    str date = number_date(p->p.a, p->report->lang, date_to_days(first) * MS_PER_DAY);
    i64 from = str_find(date, S("\u00a0")), to;
    str month = str_sub(date, from + 2, date.n);
    to = str_find(month, S("\u00a0"));
    buf_fmt(p->out, "<text class=\"tick day\" x=\"%.2f%%\" y=\"%d\">", x, HEIGHT + 15);
    markup_text(p->out, str_sub(month, 0, to));
    buf_put(p->out, S("</text>"));
}

static void put_month(struct page *p, const struct season_period *m, i64 i, i64 n, f64 most)
{
    f64 slot = 100.0 / (f64)n, x = slot * (f64)i, width = slot * 0.72;
    f64 won = HEIGHT * (f64)m->won / most, all = HEIGHT * (f64)closed_in(m) / most;
    bool last = m->number % 3 == 0;
    buf_fmt(p->out,
            "<rect class=\"rest%s\" x=\"%.2f%%\" width=\"%.2f%%\" y=\"%.1f\" height=\"%.1f\"/>"
            "<rect class=\"won%s\" x=\"%.2f%%\" width=\"%.2f%%\" y=\"%.1f\" height=\"%.1f\"/>",
            last ? " last" : "", x, width, HEIGHT - all, all - won, last ? " last" : "", x, width,
            HEIGHT - won, won);
    bool label = n <= 14 || m->number % 3 == 1;
    if (label)
        put_month_name(p, m, x + width / 2);
    if (i == 0 || m->number == 1)
        buf_fmt(p->out, "<text class=\"tick day\" x=\"%.2f%%\" y=\"%d\">%d</text>", x + width / 2,
                HEIGHT + 30, m->year);
}

void svg_season(struct page *p)
{
    const struct season *s = &p->answers->season;
    i64 from = i64_max(0, s->month_count - MONTHS_MAX);
    while (from + 1 < s->month_count && !closed_in(&s->months[from]))
        from++;
    i64 n = s->month_count - from;
    f64 most = 1;
    for (i64 i = from; i < s->month_count; i++)
        most = fmax(most, (f64)closed_in(&s->months[i]));
    i32 id = ++p->ids;
    buf_fmt(p->out,
            "<svg class=\"season\" width=\"100%%\" height=\"%d\" role=\"img\" "
            "aria-labelledby=\"c%d\"><title id=\"c%d\">",
            HEIGHT + FOOT, id, id);
    markup_text(p->out, words(p, TEXT_SEASON_CHART, words(p, TEXT_MONTH)));
    buf_put(p->out, S("</title>"));
    for (i64 i = 0; i < n; i++)
        put_month(p, &s->months[from + i], i, n, most);
    buf_put(p->out, S("</svg>\n"));
}
