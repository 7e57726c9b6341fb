/* log_piece.h - one piece of an event log as CSV: its rows as columns with the piece's own
 * numbers for names. A piece owns the records that begin inside it. Where it begins is a
 * guess (after the first line end); the caller checks it against the end of the piece before
 * and reads the piece again when the line end stood inside quotes. So the answer is that of
 * one reader going from the first byte to the last. */
#pragma once

#include "exchange/eventlog.h"
#include "exchange/log_names.h"

enum { LOG_PIECE_BYTES = 4 << 20, LOG_PIECE_REJECTIONS = 1000, LOG_EXCERPT = 60 };

enum log_reject {
    LOG_FINE,
    LOG_SHORT_ROW,
    LOG_LONG_ROW,
    LOG_NO_DEAL,
    LOG_NO_ACTIVITY,
    LOG_BAD_MOMENT,
    LOG_BAD_RECORDED,
    LOG_BAD_KIND,
    LOG_BAD_VALUE,
    LOG_OPEN_QUOTE,
    LOG_REJECT_COUNT,
};

struct log_rejected {
    i64 line; /* within the piece, from 0 */
    enum log_reject why;
    i32 excerpt_n, fields;
    char excerpt[LOG_EXCERPT];
};

/* Where the bytes come from: a file, or a text when `file` is NULL. */
struct log_source {
    const struct os_file *file;
    str text;
    i64 size;
    const struct eventlog_layout *layout;
    const struct eventlog_options *options;
};

/* An activity of the piece: its word, and what kind of row it stood in. */
struct log_activity {
    u32 word;
    u8 kind;    /* enum activity_kind */
    u8 outcome; /* enum outcome, of ACTIVITY_OUTCOME */
};

struct log_piece {
    i64 from, to;    /* bytes [from, to) of the source */
    i64 begin, end;  /* offsets of its first record and of the record after its last */
    i64 rows, lines; /* records; line ends in [begin, end) */
    i64 n;           /* events, of each of: */
    u32 *deal;       /* into `deals`; after merging the number of the deal */
    i64 *at_ms;
    u16 *activity; /* into `activities` */
    i32 *lag_s;    /* NULL without its column, as the next two */
    u32 *actor;    /* into `actors` */
    u32 *value;    /* into `numbers`, names of eight bytes */
    struct log_names deals, words, actors, numbers;
    struct log_activity *activities;
    i64 activity_count;
    u16 *
        activity_to; /* after merging: the builder's numbers of `activities`, `actors`, `numbers` */
    u32 *actor_to, *number_to;
    i64 rejected;
    struct log_rejected *rejections;
    bool too_many_activities;
    struct err failed; /* code ERR_NONE: read */
};

/* An activity seen lately: a short word as three numbers, and in what kind of row. A log has few
 * words, so this answers nearly always, in a third of the time that their table takes. */
struct log_recent {
    u64 word[3];
    i32 n, flavour;
    u32 activity; /* + 1; 0: none */
};
enum { LOG_RECENT = 256 };

/* What a thread needs to read a piece; reused. */
struct log_room {
    struct arena arena;
    char *bytes; /* LOG_PIECE_BYTES + one record + padding */
    char *field; /* one record: quoted fields without their doubled quotes */
    struct log_table deals, words, actors, numbers;
    u32 *activity_of; /* word x flavour: activity + 1 */
    i64 activity_rows;
    struct log_recent recent[LOG_RECENT]; /* by a hash of the word; one each */
};

void log_room_init(struct log_room *room);
void log_room_release(struct log_room *room);

/* Address space for the piece [from, to); memory is used as rows come. */
void log_piece_init(struct log_piece *p, struct arena *a, const struct log_source *source, i64 from,
                    i64 to);

/* Fills the piece from `begin`, or from its first line end when `begin` is -1. */
void log_piece_read(struct log_piece *p, struct log_room *room, const struct log_source *source,
                    i64 begin);
