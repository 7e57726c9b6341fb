#include "exchange/eventlog.h"

#include "base/message.h"
#include "exchange/log_merge.h"
#include "exchange/log_piece.h"

#include <stdatomic.h>

enum { ROOMS = 65, HASH_BYTES = 1 << 20 }; /* par_for has at most 65 threads */

struct job {
    const struct log_source *source;
    struct log_piece *pieces;
    i64 piece_count;
    struct log_room rooms[ROOMS];
    atomic_bool taken[ROOMS];
    bool ready[ROOMS];
    char *hash_room; /* NULL: no hash is wanted */
    char sha256[65];
    bool hashed;
    struct err hash_error;
};

static i32 take_room(struct job *job)
{
    for (i32 i = 0;; i = (i + 1) % ROOMS)
        if (!atomic_exchange(&job->taken[i], true)) {
            if (!job->ready[i])
                log_room_init(&job->rooms[i]);
            job->ready[i] = true;
            return i;
        }
}

/* `piece`: HASH_BYTES of room. */
static bool hash_source(char hex[65], const struct log_source *source, char *piece, struct err *e)
{
    struct sha256 hash;
    sha256_init(&hash);
    i64 got = 1;
    for (i64 at = 0; source->file && got > 0; at += got) {
        got = os_read_at(source->file, piece, HASH_BYTES, at, e);
        sha256_put(&hash, (str){piece, i64_max(got, 0)});
    }
    if (!source->file)
        sha256_put(&hash, source->text);
    sha256_end(&hash, hex);
    return got >= 0;
}

/* Hashing is one long chain of steps: it goes first, so that the other cores read meanwhile. */
static void read_piece(void *context, i64 chunk)
{
    struct job *job = context;
    i64 k = chunk - (job->hash_room != NULL);
    if (k < 0) {
        job->hashed = hash_source(job->sha256, job->source, job->hash_room, &job->hash_error);
        return;
    }
    i32 room = take_room(job);
    i64 begin = k == 0 ? job->pieces[0].from : -1;
    log_piece_read(&job->pieces[k], &job->rooms[room], job->source, begin);
    atomic_store(&job->taken[room], false);
}

/* Each piece must begin where the one before ended; where the guess was wrong (a line end
 * inside quotes) the piece is read again from the right place. */
static void join_pieces(struct job *job)
{
    for (i64 k = 1; k < job->piece_count; k++) {
        struct log_piece *p = &job->pieces[k];
        i64 begin = job->pieces[k - 1].end;
        if (p->begin != begin && job->pieces[k - 1].failed.code == ERR_NONE) {
            i32 room = take_room(job);
            bool shrunk = begin < p->from; /* the file became shorter under our feet */
            log_piece_read(p, &job->rooms[room], job->source, shrunk ? p->to : begin);
            p->end = shrunk ? begin : p->end;
            atomic_store(&job->taken[room], false);
        }
    }
}

static void make_pieces(struct job *job, struct arena *scratch)
{
    i64 from = job->source->layout->header_bytes, size = i64_max(job->source->size, from);
    i64 wanted = job->source->options->piece_bytes;
    i64 bytes = wanted > 0 ? i64_min(wanted, LOG_PIECE_BYTES) : LOG_PIECE_BYTES;
    job->piece_count = i64_max(1, (size - from + bytes - 1) / bytes);
    job->pieces = arena_array(scratch, struct log_piece, job->piece_count);
    for (i64 k = 0; k < job->piece_count; k++, from += bytes)
        log_piece_init(&job->pieces[k], scratch, job->source, from, i64_min(from + bytes, size));
}

static str reason_text(struct arena *a, const struct log_rejected *r,
                       const struct eventlog_layout *l)
{
    str cell = {r->excerpt, r->excerpt_n};
    switch (r->why) {
    case LOG_SHORT_ROW:
        return message_fmt(a, "%d columns, the header has %d", r->fields, l->columns);
    case LOG_LONG_ROW:
        return message_fmt(a, "%d columns, the header has %d: is a comma not quoted?", r->fields,
                           l->columns);
    case LOG_NO_DEAL: return message_str(S("the deal is empty"));
    case LOG_NO_ACTIVITY: return message_str(S("the activity is empty"));
    case LOG_BAD_MOMENT: return message_fmt(a, "\"%.*s\" is not a moment", STR_ARG(cell));
    case LOG_BAD_RECORDED:
        return message_fmt(a, "\"%.*s\" (recorded at) is not a moment", STR_ARG(cell));
    case LOG_BAD_KIND: return message_fmt(a, "\"%.*s\" is no kind of event", STR_ARG(cell));
    case LOG_BAD_VALUE:
        return message_fmt(a, "\"%.*s\" is no value for this kind of event", STR_ARG(cell));
    case LOG_OPEN_QUOTE:
        return message_str(S("a quote opened in this row is not closed within 1 MiB"));
    default: return (str){0};
    }
}

static i64 count_lines(const struct log_source *source, i64 header_bytes)
{
    char head[1 << 16];
    struct err e;
    i64 n = i64_min(header_bytes, (i64)sizeof head), lines = 0;
    if (source->file)
        n = os_read_at(source->file, head, n, 0, &e);
    else
        memcpy(head, source->text.p, (size_t)n);
    for (i64 i = 0; i < n; i++)
        lines += head[i] == '\n';
    return lines;
}

static void report_pieces(struct eventlog_report *report, const struct job *job)
{
    const struct eventlog_layout *l = job->source->layout;
    i64 line = 1 + count_lines(job->source, l->header_bytes);
    for (i64 k = 0; k < job->piece_count; k++) {
        const struct log_piece *p = &job->pieces[k];
        report->rows += p->rows;
        report->used += p->n;
        report->rejected += p->rejected;
        for (i64 i = 0; i < i64_min(p->rejected, LOG_PIECE_REJECTIONS); i++) {
            if (report->rejections.n == EVENTLOG_REJECTIONS_KEPT)
                break;
            const struct log_rejected *r = &p->rejections[i];
            *vec_push(report->arena, &report->rejections) = (struct eventlog_rejection){
                line + r->line, reason_text(report->arena, r, l),
                str_dup(report->arena, (str){r->excerpt, r->excerpt_n})};
        }
        line += p->lines;
    }
}

/* The builder's numbers of the piece's own activities, actors and values. */
static void number_piece(struct history_builder *b, struct arena *scratch, struct log_piece *p)
{
    p->activity_to = arena_array(scratch, u16, p->activity_count);
    p->actor_to = arena_array(scratch, u32, p->actors.n);
    p->number_to = arena_array(scratch, u32, p->numbers.n);
    for (i64 i = 0; i < p->activity_count; i++) {
        const struct log_activity *known = &p->activities[i];
        p->activity_to[i] =
            history_add_activity(b, log_name(&p->words, known->word),
                                 (enum activity_kind)known->kind, (enum outcome)known->outcome);
    }
    for (i64 i = 0; i < p->actors.n; i++)
        p->actor_to[i] = history_add_actor(b, log_name(&p->actors, i));
    for (i64 i = 0; i < p->numbers.n; i++) {
        i64 value;
        memcpy(&value, log_name(&p->numbers, i).p, sizeof value);
        p->number_to[i] = history_add_number(b, value);
    }
}

static void rewrite_piece(void *context, i64 k)
{
    struct job *job = context;
    struct log_piece *p = &job->pieces[k];
    for (i64 i = 0; i < p->n; i++)
        p->activity[i] = p->activity_to[p->activity[i]];
    for (i64 i = 0; p->actor && i < p->n; i++)
        p->actor[i] = p->actor[i] == HISTORY_NO_ID ? HISTORY_NO_ID : p->actor_to[p->actor[i]];
    for (i64 i = 0; p->value && i < p->n; i++)
        p->value[i] = p->value[i] == HISTORY_NO_ID ? HISTORY_NO_ID : p->number_to[p->value[i]];
}

static void add_pieces(struct history_builder *b, struct arena *scratch, struct job *job)
{
    for (i64 k = 0; k < job->piece_count; k++)
        number_piece(b, scratch, &job->pieces[k]);
    par_for(job->source->options->threads, job->piece_count, rewrite_piece, job);
    for (i64 k = 0; k < job->piece_count; k++) {
        const struct log_piece *p = &job->pieces[k];
        struct history_run run = {p->n,     p->deal,  p->at_ms, p->activity,
                                  p->lag_s, p->actor, p->value};
        if (p->n)
            history_add_run(b, &run);
    }
}

static bool check_pieces(const struct job *job, struct err *e)
{
    for (i64 k = 0; k < job->piece_count; k++) {
        const struct log_piece *p = &job->pieces[k];
        if (p->failed.code != ERR_NONE) {
            *e = p->failed;
            return false;
        }
        if (p->too_many_activities) {
            err_set(e, ERR_LIMIT, "more than %d different activities", HISTORY_ACTIVITIES_MAX);
            return err_hint(e, "is the activity column the right one? its values look like ids");
        }
    }
    return true;
}

i64 eventlog_scratch_bytes(i64 size)
{
    /* address space, not memory: every byte of a piece could be a name, a row… */
    return (1ll << 30) + 32 * i64_max(size, LOG_PIECE_BYTES);
}

bool eventlog_read(struct history_builder *b, struct eventlog_report *report, struct arena *scratch,
                   const struct os_file *file, str text, const struct eventlog_options *options,
                   struct err *e)
{
    struct log_source source = {
        .file = file, .text = text, .layout = options->layout, .options = options};
    source.size = file ? file->size : text.n;
    if (file && file->size < 0)
        return err_set(e, ERR_INPUT, "an event log cannot be read from a pipe in pieces");
    struct job *job = arena_new(scratch, struct job);
    job->source = &source;
    make_pieces(job, scratch);
    if (options->sha256)
        job->hash_room = arena_array(scratch, char, HASH_BYTES);
    par_for(options->threads, job->piece_count + options->sha256, read_piece, job);
    join_pieces(job);
    for (i32 i = 0; i < ROOMS; i++)
        if (job->ready[i])
            log_room_release(&job->rooms[i]);
    report_pieces(report, job);
    if (!check_pieces(job, e))
        return false;
    const str *ids = log_merge_deals(report->arena, scratch, job->pieces, job->piece_count,
                                     options->threads, &report->deals);
    history_add_log_deals(b, ids, report->deals);
    add_pieces(b, scratch, job);
    if (options->sha256 && !job->hashed) {
        *e = job->hash_error;
        return false;
    }
    memcpy(report->sha256, job->sha256, sizeof report->sha256);
    return report->used > 0 || err_set(e, ERR_INPUT, "no row of the event log can be used");
}
