#include "live/question.h"

struct question question_new(i64 as_of_day)
{
    return (struct question){.as_of_day = as_of_day,
                             .from_day = TIME_NONE,
                             .to_day = TIME_NONE,
                             .limit = QUESTION_ROWS_MAX,
                             .first_days = -1};
}

struct question question_copy(const struct question *q, struct arena *a)
{
    struct question copy = *q;
    copy.process = str_dup(a, q->process);
    for (i64 i = 0; i < q->filter_count; i++)
        copy.filters[i] = (struct growing_filter){str_dup(a, q->filters[i].name),
                                                  str_dup(a, q->filters[i].value)};
    for (i64 i = 0; i < q->by_count; i++)
        copy.by[i] = str_dup(a, q->by[i]);
    copy.figure.name = str_dup(a, q->figure.name);
    copy.figure.by = str_dup(a, q->figure.by);
    copy.figure.of = str_dup(a, q->figure.of);
    copy.figure.to = str_dup(a, q->figure.to);
    copy.rows = str_dup(a, q->rows);
    copy.segment = str_dup(a, q->segment);
    copy.landmark = str_dup(a, q->landmark);
    copy.draft = str_dup(a, q->draft);
    return copy;
}

/* With its length before it, so that no text can look like two. */
static void put_text(struct buf *out, str s)
{
    buf_i64(out, s.n);
    buf_char(out, ':');
    buf_put(out, s);
}

static void put_number(struct buf *out, i64 n)
{
    buf_i64(out, n);
    buf_char(out, '|');
}

void question_view_key(const struct question *q, struct buf *out)
{
    put_number(out, q->as_of_day);
    put_text(out, q->process);
    put_number(out, q->from_day);
    put_number(out, q->to_day);
    put_number(out, q->outcomes);
    put_number(out, q->deal);
    put_number(out, q->filter_count);
    for (i64 i = 0; i < q->filter_count; i++) {
        put_text(out, q->filters[i].name);
        put_text(out, q->filters[i].value);
    }
}

void question_key(const struct question *q, struct buf *out)
{
    const i64 numbers[] = {
        q->parts,      q->edition, q->horizon_days, q->stages_only, q->figure.others,
        q->after,      q->limit,   q->lang,         q->own_only,    q->own_only ? q->person : 0,
        q->first_days, q->subject};
    const str texts[] = {q->figure.name, q->figure.by, q->figure.of, q->figure.to,
                         q->rows,        q->segment,   q->landmark};
    question_view_key(q, out);
    for (i64 i = 0; i < LENGTH(numbers); i++)
        put_number(out, numbers[i]);
    put_number(out, q->by_count);
    for (i64 i = 0; i < q->by_count; i++)
        put_text(out, q->by[i]);
    for (i64 i = 0; i < LENGTH(texts); i++)
        put_text(out, texts[i]);
    if (q->draft.n) {
        struct sha256 h;
        char hex[65];
        sha256_init(&h);
        sha256_put(&h, q->draft);
        sha256_end(&h, hex);
        put_text(out, str_c(hex));
    }
}
