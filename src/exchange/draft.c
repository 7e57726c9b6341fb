#include "exchange/draft.h"

#include "exchange/import_files.h"
#include "exchange/import_plan.h"
#include "exchange/log_ends.h"
#include "exchange/words.h"

enum { SAMPLES = 3, SAMPLE_BYTES = 40, WORDS_MAX = 40, ACTIVITIES_MAX = 200 };

static const char *const settings =
    MESSAGE("\n# dates: day-first     # or month-first: how 03/04/2024 is read\n"
            "# decimal: point       # or comma: the sign before the cents\n"
            "# currency: EUR        # of amounts that name none\n"
            "# as-of: 2026-11-23    # when the files were exported\n"
            "# stages: [First, Second, Third]   # their order, without the ends\n");

/* A YAML text in double quotes. */
static void quoted(struct buf *out, str s)
{
    buf_char(out, '"');
    for (i64 i = 0; i < s.n; i++) {
        u8 c = (u8)s.p[i];
        if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", c);
        else if (c < 32 || c == 127)
            buf_fmt(out, "\\x%02x", c);
        else
            buf_char(out, s.p[i]);
    }
    buf_char(out, '"');
}

/* Inside a comment: one line, no control characters. */
static void plain(struct buf *out, str s, i64 max)
{
    i64 n = i64_min(s.n, max);
    while (n > 0 && n < s.n && ((u8)s.p[n] & 0xc0) == 0x80)
        n--;
    for (i64 i = 0; i < n; i++)
        buf_char(out, (u8)s.p[i] < 32 || s.p[i] == 127 ? ' ' : s.p[i]);
    if (n < s.n)
        buf_put(out, S("…"));
}

static void samples(struct buf *out, const struct sheet *s, i64 column)
{
    str seen[SAMPLES];
    i64 n = sheet_samples(s, column, SAMPLES, seen);
    for (i64 k = 0; k < n; k++) {
        buf_put(out, k ? S(" | ") : S(""));
        plain(out, seen[k], SAMPLE_BYTES);
    }
}

static void column(struct buf *out, const struct sheet *s, i64 i)
{
    const struct column *c = &s->columns[i];
    bool named = c->attribute.n > 0;
    buf_put(out, S("      "));
    quoted(out, c->name);
    if (named) {
        buf_fmt(out, ": {field: %s, name: ", import_field_id(c->field));
        quoted(out, c->attribute);
        buf_put(out, S("}"));
    } else {
        buf_fmt(out, ": %s", import_field_id(c->field));
    }
    buf_fmt(out, "   # %s", message(import_sure_id(c->sure)));
    if (c->note.n) {
        buf_put(out, S("; "));
        plain(out, c->note, 200);
    }
    buf_put(out, S(" · "));
    samples(out, s, i);
    buf_char(out, '\n');
}

/* "CSV, 500 rows, UTF-8", to the end of the line. */
static void about_file(struct buf *out, str format, const struct import_file *f)
{
    str what = message_str(format), encoding = message_str(f->encoding);
    buf_fmt(out, message("   # %.*s, %lld rows, %.*s\n"), STR_ARG(what), (long long)f->rows,
            STR_ARG(encoding));
}

static void file(struct buf *out, const struct import_report *r, const struct sheet *s)
{
    const struct import_file *f = &r->files.v[s->file];
    buf_put(out, S("  - file: "));
    quoted(out, mapping_base_name(f->name));
    about_file(out, s->format, f);
    buf_fmt(out, "    role: %s   # ", import_role_id(s->role));
    plain(out, s->why, 200);
    buf_put(out, S("\n    columns:\n"));
    for (i64 i = 0; i < s->table.columns; i++)
        column(out, s, i);
}

static void questions(struct buf *out, const struct import_report *r)
{
    if (r->questions.n)
        buf_put(out, message_str(S("\n# These must be answered; take the # away and keep what is "
                                   "right:\n")));
    for (i64 i = 0; i < r->questions.n; i++) {
        const struct import_question *q = &r->questions.v[i];
        buf_put(out, S("# "));
        plain(out, q->text, 300);
        bool below = str_starts(q->answer, S("outcomes:")); /* that key stands there already */
        buf_put(out, below ? message_str(S("\n# (below) ")) : S("\n# "));
        plain(out, q->answer, 200);
        buf_char(out, '\n');
    }
}

/* Distinct words that can say how a deal ended; those from `reasons` on are only reasons. */
struct draft_words {
    struct dict words;
    i64 reasons;
};

static void collect(struct draft_words *w, const struct sheet *s, enum import_field field)
{
    for (i64 r = 0; r < s->table.rows && w->words.n < WORDS_MAX; r++) {
        str word = sheet_text(s, r, field, NULL);
        bool yes = false; /* of won: what "yes" means is clear */
        if (word.n && (field != FIELD_WON || !words_bool(word, &yes) || !yes))
            (void)dict_intern(&w->words, word);
    }
}

static void collect_all(struct draft_words *w, const struct import_run *run)
{
    static const enum import_field fields[] = {FIELD_WON, FIELD_STAGE, FIELD_STATUS,
                                               FIELD_STATUS_REASON, FIELD_REASON};
    for (i64 k = 0; k < LENGTH(fields); k++) {
        if (fields[k] == FIELD_REASON)
            w->reasons = w->words.n;
        for (i64 i = 0; i < run->sheets.n; i++) {
            const struct sheet *s = &run->sheets.v[i];
            bool alone = !sheet_has(s, FIELD_STAGE) && !sheet_has(s, FIELD_STATUS);
            if (s->role == ROLE_DEALS && (fields[k] != FIELD_WON || alone))
                collect(w, s, fields[k]);
        }
    }
}

static const char *const outcomes_intro = MESSAGE(
    "\n# What the words of stages, statuses and reasons mean: won, lost, no-decision, walked,\n"
    "# invalid or open. Words without a # are taken as they stand; a reason speaks only of\n"
    "# deals that were lost.\noutcomes:\n");

/* One word with what it means; without a # when a person said so. */
static void outcome(struct buf *out, str word, bool said, const char *means)
{
    buf_put(out, said ? S("  ") : S("  # "));
    quoted(out, word);
    buf_fmt(out, ": %s\n", means);
}

static void outcomes(struct buf *out, struct arena *a, const struct import_run *run)
{
    struct draft_words w = {0};
    dict_init(&w.words, a);
    collect_all(&w, run);
    buf_put(out, str_c(message(outcomes_intro)));
    for (i64 i = 0; i < w.words.n; i++) {
        enum outcome o;
        str word = dict_name(&w.words, (u32)i);
        bool said = mapping_outcome(run->mapping, word, &o), reason = i >= w.reasons;
        bool known = said || (reason ? words_reason(a, word, &o) : words_outcome(a, word, &o));
        outcome(out, word, said,
                known    ? outcome_id(o)
                : reason ? message("lost   # a reason: its deals stay lost")
                         : message("open   # says nothing of an outcome"));
    }
}

/* The activities of a log: which of them end a deal. */
static void log_outcomes(struct buf *out, struct arena *a, const struct history_builder *b,
                         const struct mapping *mapping)
{
    bool clear = log_ends_any(a, b, mapping);
    buf_put(out, message_str(S(
                     "\n# Which activities end a deal, and how: won, lost, no-decision, walked or\n"
                     "# invalid; open: it is no end. Take the # away from what you change.\n"
                     "outcomes:\n")));
    for (i64 pass = 0; pass < 2; pass++) /* the ends first */
        for (i64 i = 0; i < i64_min(history_activity_count(b), ACTIVITIES_MAX); i++) {
            enum outcome o;
            str name = history_activity_name(b, i);
            bool said = mapping_outcome(mapping, name, &o);
            bool end = log_ends_of(a, mapping, name, clear, &o);
            if (history_activity_kind(b, i) == ACTIVITY_OTHER && (end || said) == (pass == 0))
                outcome(out, name, said, end ? outcome_id(o) : "open");
        }
}

static bool draft_log(struct buf *out, struct import_run *run, struct err *e)
{
    struct history_builder *b = history_builder_new(run->arena);
    struct log_columns columns;
    bool read = import_files_read_log(run, b, &columns, e);
    const struct import_file *f = &run->report->files.v[run->log_file];
    if (!read && run->report->questions.n == 0)
        return false;
    questions(out, run->report);
    buf_put(out, str_c(message(settings)));
    if (read)
        log_outcomes(out, run->arena, b, run->mapping);
    buf_put(out, S("\nfiles:\n  - file: "));
    quoted(out, mapping_base_name(f->name));
    about_file(out, f->format, f);
    buf_put(out, S("    role: events   # "));
    plain(out, f->why, 200);
    buf_put(out, columns.n ? S("\n    columns:\n") : S("\n"));
    for (i64 i = 0; i < columns.n; i++) {
        buf_put(out, S("      "));
        quoted(out, columns.name[i]);
        buf_fmt(out, ": %s   # %s\n", import_field_id(columns.field[i]),
                message(import_sure_id(columns.sure[i])));
    }
    return true;
}

bool draft_mapping(struct buf *out, struct import_report *report, struct arena *a,
                   const struct import_source *files, i64 n, const struct mapping *mapping,
                   struct err *e)
{
    *report = (struct import_report){.arena = a, .as_of_ms = TIME_NONE};
    struct import_run run = {
        .arena = a, .report = report, .mapping = mapping, .as_of_ms = TIME_NONE};
    if (!import_files_open(&run, files, n, e))
        return false;
    import_plan(&run);
    buf_put(out, message_str(
                     S("# What etalon took your files for. Change what is wrong, then:\n"
                       "#   etalon assess FILES… --map THIS_FILE\n"
                       "# After each column: how sure, and some of its values.\netalon-map: 1\n")));
    bool deals = false;
    for (i64 i = 0; i < run.sheets.n; i++)
        deals = deals || run.sheets.v[i].role == ROLE_DEALS;
    if (run.log_file >= 0 && !deals)
        return draft_log(out, &run, e);
    questions(out, report);
    buf_put(out, str_c(message(settings)));
    outcomes(out, a, &run);
    buf_put(out, S("\nfiles:\n"));
    for (i64 i = 0; i < run.sheets.n; i++)
        file(out, report, &run.sheets.v[i]);
    if (run.sheets.n == 0)
        return err_set(e, ERR_INPUT, "no file is a table: %.*s", STR_ARG(report->files.v[0].why));
    return true;
}
