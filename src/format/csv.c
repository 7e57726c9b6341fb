#include "format/csv.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { SNIFF_BYTES = 64 * 1024, SNIFF_RECORDS = 50 };

/* Offset of the first `a` or `b` at or after `at`; s.n when there is none. */
static i64 find_either(str s, i64 at, char a, char b)
{
#ifdef __SSE2__
    const __m128i as = _mm_set1_epi8(a), bs = _mm_set1_epi8(b);
    for (; at + 16 <= s.n; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at));
        __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(bytes, as), _mm_cmpeq_epi8(bytes, bs));
        i32 mask = _mm_movemask_epi8(hit);
        if (mask)
            return at + __builtin_ctz((u32)mask);
    }
#endif
    while (at < s.n && s.p[at] != a && s.p[at] != b)
        at++;
    return at;
}

static i64 find_from(str s, i64 at, char c)
{
    const char *hit = at < s.n ? memchr(s.p + at, c, (size_t)(s.n - at)) : NULL;
    return hit ? hit - s.p : s.n;
}

static i64 count_char(str s, char c)
{
    i64 n = 0;
    for (i64 i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

/* The length of a first line "sep=X" with its line end, 0 when there is none. */
static i64 separator_line(str text)
{
    if (text.n < 5 || !str_eq_fold(str_sub(text, 0, 4), S("sep=")))
        return 0;
    i64 at = 5;
    at += at < text.n && text.p[at] == '\r';
    at += at < text.n && text.p[at] == '\n';
    return at > 5 || text.n == 5 ? at : 0;
}

void csv_reader_init(struct csv_reader *r, struct arena *a, str text, struct csv_dialect dialect)
{
    *r = (struct csv_reader){.arena = a, .text = text, .line = 1, .dialect = dialect};
    r->newline = find_from(text, 0, '\n') < text.n ? '\n' : '\r';
    r->fields = arena_array(a, str, CSV_FIELDS_MAX);
    r->at = separator_line(text);
    r->line += r->at > 0;
}

/* The offset after the quoted field that begins at `at`: of its delimiter, its line end or
 * the end of the text. -1 when the quote is never closed. */
static i64 quoted_end(const struct csv_reader *r, i64 at, i64 *closing, bool *doubled)
{
    str text = r->text;
    i64 quote = at;
    for (;;) {
        quote = find_from(text, quote + 1, r->dialect.quote);
        if (quote == text.n)
            return -1;
        if (quote + 1 == text.n || text.p[quote + 1] != r->dialect.quote)
            break;
        *doubled = true;
        quote++;
    }
    *closing = quote;
    return find_either(text, quote + 1, r->dialect.delimiter, r->newline);
}

static str undouble(struct arena *a, str s, char quote)
{
    char *out = arena_array(a, char, s.n);
    i64 n = 0;
    for (i64 i = 0; i < s.n; i++) {
        out[n++] = s.p[i];
        i += s.p[i] == quote; /* inside, a quote is always followed by its double */
    }
    return (str){out, n};
}

/* `tail` is what follows the closing quote up to the delimiter, nearly always nothing. */
static str quoted_value(struct csv_reader *r, str inside, str tail, bool doubled)
{
    if (doubled)
        inside = undouble(r->arena, inside, r->dialect.quote);
    if (tail.n && tail.p[tail.n - 1] == '\r')
        tail.n--;
    if (str_trim(tail).n == 0)
        return inside;
    char *both = arena_array(r->arena, char, inside.n + tail.n);
    memcpy(both, inside.p, (size_t)inside.n);
    memcpy(both + inside.n, tail.p, (size_t)tail.n);
    return (str){both, inside.n + tail.n};
}

/* Reads the field at r->at; r->at moves to what ended it. False: a quote is not closed. */
static bool read_field(struct csv_reader *r, str *field)
{
    str text = r->text;
    i64 at = r->at;
    if (r->dialect.quote && at < text.n && text.p[at] == r->dialect.quote) {
        i64 closing = 0;
        bool doubled = false;
        i64 end = quoted_end(r, at, &closing, &doubled);
        if (end < 0)
            return false;
        str inside = str_sub(text, at + 1, closing);
        r->line += count_char(inside, r->newline);
        *field = quoted_value(r, inside, str_sub(text, closing + 1, end), doubled);
        r->at = end;
        return true;
    }
    i64 end = find_either(text, at, r->dialect.delimiter, r->newline);
    bool at_line_end = end == text.n || text.p[end] == r->newline;
    i64 stop = at_line_end && end > at && text.p[end - 1] == '\r' ? end - 1 : end;
    *field = str_sub(text, at, stop);
    r->at = end;
    return true;
}

static void skip_line(struct csv_reader *r)
{
    r->at = i64_min(find_from(r->text, r->at, r->newline) + 1, r->text.n);
    r->line++;
}

static void skip_empty_lines(struct csv_reader *r)
{
    while (r->at < r->text.n) {
        i64 at = r->at;
        at += r->text.p[at] == '\r' && r->newline == '\n' && at + 1 < r->text.n;
        if (r->text.p[at] != r->newline)
            return;
        r->at = at + 1;
        r->line++;
    }
}

static bool give_up(struct csv_reader *r, struct csv_record *record, i64 start,
                    enum csv_problem problem)
{
    record->count = 0;
    record->problem = problem;
    r->line = record->line;
    r->at = start;
    if (problem == CSV_TOO_MANY_FIELDS)
        r->at = r->text.n;
    else
        skip_line(r);
    return true;
}

bool csv_next(struct csv_reader *r, struct csv_record *record)
{
    skip_empty_lines(r);
    i64 start = r->at;
    *record = (struct csv_record){.fields = r->fields, .line = r->line};
    if (start >= r->text.n)
        return false;
    for (;;) {
        if (record->count == CSV_FIELDS_MAX)
            return give_up(r, record, start, CSV_TOO_MANY_FIELDS);
        if (!read_field(r, &r->fields[record->count]))
            return give_up(r, record, start, CSV_QUOTE_NOT_CLOSED);
        record->count++;
        if (r->at == r->text.n)
            return true;
        char ended_by = r->text.p[r->at++];
        if (ended_by == r->newline) {
            r->line++;
            return true;
        }
    }
}

/* How well a delimiter explains the text: records that agree with the first in number of
 * fields, per record read; then the number of fields. 0: it never occurs. */
static f64 score_delimiter(struct arena *a, str text, struct csv_dialect dialect, bool cut)
{
    struct csv_reader r;
    struct csv_record record;
    csv_reader_init(&r, a, text, dialect);
    i64 first = 0, agree = 0, read = 0;
    while (read < SNIFF_RECORDS && csv_next(&r, &record)) {
        if (cut && r.at == text.n && read > 0)
            break; /* the last record is not whole */
        read++;
        first = read == 1 ? record.count : first;
        agree += record.count == first && record.problem == CSV_FINE;
    }
    if (first < 2)
        return 0;
    return (f64)agree / (f64)read + 0.0001 * (f64)first;
}

struct csv_dialect csv_sniff(str text)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    struct csv_dialect best = {.delimiter = ',', .quote = '"'};
    if (separator_line(text)) {
        best.delimiter = text.p[4];
        return best;
    }
    struct arena a;
    arena_init(&a, 1 << 24);
    f64 most = 0;
    str head = str_sub(text, 0, SNIFF_BYTES);
    for (i64 i = 0; i < LENGTH(delimiters); i++) {
        i64 mark = arena_mark(&a);
        struct csv_dialect d = {.delimiter = delimiters[i], .quote = '"'};
        f64 score = score_delimiter(&a, head, d, head.n < text.n);
        if (score > most) {
            most = score;
            best = d;
        }
        arena_rewind(&a, mark);
    }
    arena_release(&a);
    return best;
}

bool csv_is_formula(str s)
{
    f64 number = 0;
    if (!s.n || str_find(S("=+-@\t\r"), str_sub(s, 0, 1)) < 0)
        return false;
    return !str_to_f64(s, &number);
}

static bool needs_quotes(str s, struct csv_dialect d)
{
    for (i64 i = 0; i < s.n; i++)
        if (s.p[i] == d.delimiter || s.p[i] == d.quote || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return false;
}

void csv_put(struct buf *out, str field, struct csv_dialect dialect)
{
    bool formula = csv_is_formula(field);
    if (!needs_quotes(field, dialect)) {
        buf_put(out, formula ? S("'") : S(""));
        buf_put(out, field);
        return;
    }
    buf_char(out, dialect.quote);
    buf_put(out, formula ? S("'") : S(""));
    for (i64 i = 0; i < field.n; i++) {
        if (field.p[i] == dialect.quote)
            buf_char(out, dialect.quote);
        buf_char(out, field.p[i]);
    }
    buf_char(out, dialect.quote);
}
