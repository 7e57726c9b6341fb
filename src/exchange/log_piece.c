#include "exchange/log_piece.h"

#include "exchange/events.h"
#include "exchange/log_scan.h"
#include "exchange/stamp.h"

enum {
    WINDOW = LOG_PIECE_BYTES + EVENTLOG_RECORD_BYTES_MAX,
    TAIL = 1 << 14, /* of the window past the piece, at first: few records are longer */
    BLOCK = 64,     /* rows */
    PAD = 64,
    ROW_BYTES_MIN = 8, /* a row that is used has two names, a moment, two delimiters */
    KINDS = ACTIVITY_OUTCOME + 1,
    FLAVOURS = KINDS + OUTCOME_COUNT, /* a kind; an outcome says which one */
    WORDS_MAX = HISTORY_ACTIVITIES_MAX + 1,
};

struct row {
    str deal, word, actor;
    i64 at_ms, value;
    i32 lag_s, flavour;
    bool has_value;
};

/* Rows are kept a block at a time: their deals are looked up in a table that does not fit
 * into the nearest cache, so memory is asked for all of them before the first is needed. */
struct reader {
    struct log_piece *p;
    struct log_room *room;
    const struct log_source *source;
    const struct eventlog_layout *layout;
    const struct eventlog_options *options;
    struct log_scan scan;
    i64 from;  /* where the window begins in the source */
    bool last; /* nothing follows the window */
    struct stamp at_stamp, recorded_stamp;
    struct log_field fields[EVENTLOG_COLUMNS_MAX];
    i64 field_n; /* bytes of room->field in use, by this block */
    i64 block_n;
    struct row block[BLOCK];
};

static i64 rows_max(i64 bytes)
{
    return bytes / ROW_BYTES_MIN + 2;
}

void log_room_init(struct log_room *room)
{
    i64 names = rows_max(LOG_PIECE_BYTES);
    *room = (struct log_room){0};
    arena_init(&room->arena, 256ll << 20);
    room->bytes = arena_array(&room->arena, char, WINDOW + PAD);
    /* twice: a rejected cell is unquoted again to be shown */
    room->field = arena_array(&room->arena, char, 2 * WINDOW + PAD);
    room->activity_of = arena_array(&room->arena, u32, (i64)WORDS_MAX * FLAVOURS);
    log_table_init(&room->deals, &room->arena, names);
    log_table_init(&room->words, &room->arena, WORDS_MAX);
    log_table_init(&room->actors, &room->arena, names);
    log_table_init(&room->numbers, &room->arena, names);
}

void log_room_release(struct log_room *room)
{
    arena_release(&room->arena);
}

void log_piece_init(struct log_piece *p, struct arena *a, const struct log_source *source, i64 from,
                    i64 to)
{
    const struct eventlog_layout *l = source->layout;
    i64 rows = rows_max(to - from), bytes = to - from + EVENTLOG_RECORD_BYTES_MAX;
    i64 words = i64_min(rows, WORDS_MAX);
    *p = (struct log_piece){.from = from, .to = to};
    p->deal = arena_array(a, u32, rows);
    p->at_ms = arena_array(a, i64, rows);
    p->activity = arena_array(a, u16, rows);
    p->lag_s = l->recorded >= 0 ? arena_array(a, i32, rows) : NULL;
    p->actor = l->actor >= 0 ? arena_array(a, u32, rows) : NULL;
    p->value = l->value >= 0 ? arena_array(a, u32, rows) : NULL;
    p->activities = arena_array(a, struct log_activity, WORDS_MAX);
    p->rejections = arena_array(a, struct log_rejected, LOG_PIECE_REJECTIONS);
    log_names_init(&p->deals, a, rows, bytes);
    log_names_init(&p->words, a, words, bytes);
    log_names_init(&p->actors, a, p->actor ? rows : 0, p->actor ? bytes : 0);
    log_names_init(&p->numbers, a, p->value ? rows : 0, p->value ? 8 * rows : 0);
}

/* A quoted field with doubled quotes, or with text after its quotes: the slow way. */
static str unquote_slowly(struct reader *r, struct log_field f)
{
    const char *p = r->scan.bytes;
    char *out = r->room->field + r->field_n;
    i64 n = 0, i = f.from + 1;
    for (; i < f.to && (p[i] != '"' || (i + 1 < f.to && p[i + 1] == '"')); i++) {
        i += p[i] == '"';
        out[n++] = p[i];
    }
    for (i++; i < f.to; i++)
        out[n++] = p[i];
    r->field_n += n;
    return str_trim((str){out, n});
}

/* The text of column `column`, without blanks around it; empty without such a column. */
static inline str field_text(struct reader *r, i32 column, i64 count)
{
    if (column < 0 || column >= count)
        return (str){0};
    struct log_field f = r->fields[column];
    const char *p = r->scan.bytes;
    if (f.quoted) {
        if (f.doubled || p[f.to - 1] != '"')
            return unquote_slowly(r, f);
        f.from++;
        f.to--;
    }
    while (f.from < f.to && p[f.from] == ' ')
        f.from++;
    while (f.from < f.to && p[f.to - 1] == ' ')
        f.to--;
    return (str){p + f.from, f.to - f.from};
}

static bool read_moment(const struct reader *r, struct stamp *stamp, str text, i64 *at_ms)
{
    if (stamp_parse(stamp, text, at_ms))
        return true;
    return r->options->when && text.n && r->options->when(r->options->when_context, text, at_ms);
}

static bool read_value(struct row *row, enum activity_kind kind, str text)
{
    enum outcome outcome;
    if (kind == ACTIVITY_OUTCOME) {
        if (!outcome_parse(text.n ? text : row->word, &outcome))
            return false;
        row->flavour = KINDS + (i32)outcome;
        row->value = outcome;
        row->has_value = true;
        return true;
    }
    row->has_value = text.n > 0;
    return !text.n || events_value_read(text, kind, &row->value);
}

/* What only our own file has. */
static enum log_reject read_native(struct reader *r, struct row *row, i64 count)
{
    const struct eventlog_layout *l = r->layout;
    enum activity_kind kind = ACTIVITY_OTHER;
    str kind_text = field_text(r, l->kind, count);
    if (l->kind >= 0 && !activity_kind_parse(kind_text, &kind))
        return LOG_BAD_KIND;
    row->flavour = (i32)kind;
    if (!read_value(row, kind, field_text(r, l->value, count)))
        return LOG_BAD_VALUE;
    str recorded = field_text(r, l->recorded, count);
    i64 recorded_ms = 0;
    if (!recorded.n)
        return LOG_FINE;
    if (!read_moment(r, &r->recorded_stamp, recorded, &recorded_ms))
        return LOG_BAD_RECORDED;
    i64 lag_s = recorded_ms / 1000 - row->at_ms / 1000;
    row->lag_s = (i32)i64_max(i64_min(lag_s, INT32_MAX), INT32_MIN + 1);
    return LOG_FINE;
}

static enum log_reject read_row(struct reader *r, struct row *row, i64 count)
{
    const struct eventlog_layout *l = r->layout;
    *row = (struct row){.lag_s = HISTORY_NO_LAG};
    if (count > l->columns)
        return LOG_LONG_ROW;
    if (count <= l->deal || count <= l->activity || count <= l->at)
        return LOG_SHORT_ROW;
    row->deal = field_text(r, l->deal, count);
    row->word = field_text(r, l->activity, count);
    if (!row->deal.n)
        return LOG_NO_DEAL;
    if (!row->word.n)
        return LOG_NO_ACTIVITY;
    if (!read_moment(r, &r->at_stamp, field_text(r, l->at, count), &row->at_ms))
        return LOG_BAD_MOMENT;
    row->actor = field_text(r, l->actor, count);
    return l->native ? read_native(r, row, count) : LOG_FINE;
}

static u16 intern_activity(struct reader *r, const struct row *row)
{
    struct log_piece *p = r->p;
    struct log_room *room = r->room;
    if (p->words.n == WORDS_MAX || p->activity_count == HISTORY_ACTIVITIES_MAX) {
        p->too_many_activities = true;
        return 0;
    }
    u32 word = log_names_intern(&p->words, &room->words, row->word, log_hash(row->word));
    u32 *known = &room->activity_of[(i64)word * FLAVOURS + row->flavour];
    room->activity_rows = i64_max(room->activity_rows, word + 1);
    if (!*known) {
        bool outcome = row->flavour >= KINDS;
        p->activities[p->activity_count] =
            (struct log_activity){word, (u8)(outcome ? ACTIVITY_OUTCOME : row->flavour),
                                  (u8)(outcome ? row->flavour - KINDS : OUTCOME_OPEN)};
        *known = (u32)++p->activity_count;
    }
    return (u16)(*known - 1);
}

static inline u16 activity_of(struct reader *r, const struct row *row)
{
    str w = row->word;
    if (w.n > LOG_NAMES_SHORT)
        return intern_activity(r, row);
    u64 a = log_load(w.p, w.n), b = log_load(w.p + 8, w.n - 8), c = log_load(w.p + 16, w.n - 16);
    u64 mixed = (a ^ (b << 1 | b >> 63) ^ (c << 2 | c >> 62) ^ (u64)w.n) * 0x9E3779B97F4A7C15ull;
    struct log_recent *known = &r->room->recent[mixed >> 56];
    static_assert(LOG_RECENT == 1 << 8, "as many as the hash has values");
    u64 differ = (known->word[0] ^ a) | (known->word[1] ^ b) | (known->word[2] ^ c) |
                 (u64)(known->n ^ w.n) | (u64)(known->flavour ^ row->flavour);
    if (!differ && known->activity)
        return (u16)(known->activity - 1);
    u16 activity = intern_activity(r, row);
    if (!r->p->too_many_activities)
        *known = (struct log_recent){{a, b, c}, (i32)w.n, row->flavour, activity + 1u};
    return activity;
}

static u32 number_of(struct reader *r, i64 value)
{
    char bytes[8 + LOG_NAMES_PAD] = {0};
    memcpy(bytes, &value, sizeof value);
    str name = {bytes, 8};
    return log_names_intern(&r->p->numbers, &r->room->numbers, name, log_hash(name));
}

static u32 actor_of(struct reader *r, str name)
{
    if (!name.n)
        return HISTORY_NO_ID;
    return log_names_intern(&r->p->actors, &r->room->actors, name, log_hash(name));
}

static void keep_deals(struct reader *r, u32 *deal)
{
    struct log_table *table = &r->room->deals;
    u64 hash[BLOCK];
    for (i64 i = 0; i < r->block_n; i++) {
        hash[i] = log_hash(r->block[i].deal);
        log_names_prefetch(table, hash[i]);
    }
    for (i64 i = 0; i < r->block_n; i++)
        deal[i] = log_names_intern(&r->p->deals, table, r->block[i].deal, hash[i]);
}

/* The block's rows become rows of the piece. */
static void keep_block(struct reader *r)
{
    struct log_piece *p = r->p;
    const struct row *row = r->block;
    i64 n = r->block_n, to = p->n;
    keep_deals(r, p->deal + to);
    for (i64 i = 0; i < n; i++)
        p->at_ms[to + i] = row[i].at_ms;
    for (i64 i = 0; i < n; i++)
        p->activity[to + i] = activity_of(r, &row[i]);
    for (i64 i = 0; p->actor && i < n; i++)
        p->actor[to + i] = actor_of(r, row[i].actor);
    for (i64 i = 0; p->lag_s && i < n; i++)
        p->lag_s[to + i] = row[i].lag_s;
    for (i64 i = 0; p->value && i < n; i++)
        p->value[to + i] = row[i].has_value ? number_of(r, row[i].value) : HISTORY_NO_ID;
    p->n += n;
    r->block_n = r->field_n = 0;
}

/* The cell that is wrong, or the beginning of the row. */
static void reject(struct reader *r, enum log_reject why, i64 line, i64 at, i64 count)
{
    struct log_piece *p = r->p;
    const struct eventlog_layout *l = r->layout;
    if (p->rejected++ >= LOG_PIECE_REJECTIONS)
        return;
    static const i32 no_column = -1;
    const i32 *column = why == LOG_BAD_MOMENT     ? &l->at
                        : why == LOG_BAD_RECORDED ? &l->recorded
                        : why == LOG_BAD_KIND     ? &l->kind
                        : why == LOG_BAD_VALUE    ? &l->value
                                                  : &no_column;
    struct log_rejected *kept = &p->rejections[p->rejected - 1];
    *kept = (struct log_rejected){.line = line, .why = why, .fields = (i32)count};
    str text = {r->scan.bytes + at, i64_min(LOG_EXCERPT, r->scan.size - at)};
    if (*column >= 0)
        text = field_text(r, *column, count);
    else if (str_find_char(text, '\n') >= 0)
        text.n = str_find_char(text, '\n');
    kept->excerpt_n = (i32)i64_min(text.n, LOG_EXCERPT);
    if (kept->excerpt_n > 0)
        memcpy(kept->excerpt, text.p, (size_t)kept->excerpt_n);
}

/* Gives up the record at `at`: reading goes on after its first line. */
static void skip_line(struct reader *r, i64 at, i64 lines)
{
    struct log_scan *s = &r->scan;
    const char *hit = memchr(s->bytes + at, '\n', (size_t)(s->size - at));
    i64 next = hit ? hit - s->bytes + 1 : s->size;
    log_scan_init(s, s->bytes, s->size, next, s->delimiter);
    s->lines = lines + (hit != NULL);
}

/* The bytes of the source from `from` on, after the `have` that the window holds already;
 * its size then, -1 when reading failed. */
static i64 fill_window(struct log_piece *p, struct log_room *room, const struct log_source *source,
                       i64 from, i64 have, i64 want)
{
    i64 n = i64_min(want, source->size - from) - have;
    if (source->file)
        n = os_read_at(source->file, room->bytes + have, n, from + have, &p->failed);
    else
        memcpy(room->bytes + have, source->text.p + from + have, (size_t)n);
    if (n < 0)
        return -1;
    memset(room->bytes + have + n, 0, PAD);
    return have + n;
}

/* The record at `at` reaches the end of the window: true when there is more of the source
 * than is in the window, and the window now holds it. */
static bool widen_window(struct reader *r, i64 at, i64 lines)
{
    i64 want = r->p->to - r->from + EVENTLOG_RECORD_BYTES_MAX;
    if (r->last || r->scan.size >= want)
        return false;
    i64 size = fill_window(r->p, r->room, r->source, r->from, r->scan.size, want);
    if (size <= r->scan.size)
        return false;
    log_scan_init(&r->scan, r->room->bytes, size, at, r->scan.delimiter);
    r->scan.lines = lines;
    r->last = r->from + size >= r->source->size;
    return true;
}

/* The hot loop: records that begin before `own`. */
static void read_records(struct reader *r, i64 own)
{
    struct log_scan *s = &r->scan;
    i64 keep = i64_min(r->layout->columns, EVENTLOG_COLUMNS_MAX);
    while (s->at < own) {
        i64 at = s->at, lines = s->lines, count = 0;
        if (log_scan_record(s, r->fields, keep, &count, r->last) != LOG_RECORD) {
            if (widen_window(r, at, lines))
                continue;
            r->p->rows++;
            reject(r, LOG_OPEN_QUOTE, lines, at, 0);
            skip_line(r, at, lines);
            continue;
        }
        if (count == 1 && r->fields[0].from == r->fields[0].to)
            continue; /* an empty line */
        enum log_reject why = read_row(r, &r->block[r->block_n], count);
        r->p->rows++;
        if (why != LOG_FINE)
            reject(r, why, lines, at, count);
        else if (++r->block_n == BLOCK)
            keep_block(r);
    }
    keep_block(r);
}

static void forget(struct log_piece *p, struct log_room *room)
{
    p->rows = p->lines = p->n = p->rejected = p->activity_count = 0;
    p->too_many_activities = false;
    p->deals.n = p->words.n = p->actors.n = p->numbers.n = 0;
    log_table_clear(&room->deals);
    log_table_clear(&room->words);
    log_table_clear(&room->actors);
    log_table_clear(&room->numbers);
    memset(room->activity_of, 0, (size_t)(room->activity_rows * FLAVOURS) * sizeof(u32));
    room->activity_rows = 0;
    memset(room->recent, 0, sizeof room->recent);
}

void log_piece_read(struct log_piece *p, struct log_room *room, const struct log_source *source,
                    i64 begin)
{
    forget(p, room);
    p->begin = p->end = begin;
    if (begin >= p->to)
        return;
    /* the byte before tells whether a line ends there */
    i64 from = begin >= 0 ? begin : p->from - 1;
    i64 size = fill_window(p, room, source, from, 0, p->to - from + TAIL);
    if (size < 0)
        return;
    i64 own = i64_min(p->to - from, size), at = 0;
    if (begin < 0) {
        const char *hit = memchr(room->bytes, '\n', (size_t)own);
        if (!hit)
            return; /* no record begins here, as far as we can tell */
        at = hit - room->bytes + 1;
    }
    struct reader r = {.p = p,
                       .room = room,
                       .source = source,
                       .layout = source->layout,
                       .options = source->options,
                       .from = from,
                       .last = from + size >= source->size};
    log_scan_init(&r.scan, room->bytes, size, at, source->layout->delimiter);
    read_records(&r, own);
    p->begin = from + at;
    p->end = from + r.scan.at;
    p->lines = r.scan.lines;
}
