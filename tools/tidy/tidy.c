#include "tidy/tidy.h"

enum {
    FUNCTION_LINES_MAX = 70,
    SOURCE_LINES_MAX = 800,
    HEADER_LINES_MAX = 300,
    LINE_COLUMNS_MAX = 100,
};

/* HOUSE: a file includes headers of its own folder and of folders of lower rank. */
static const struct {
    const char *room;
    i32 rank;
} rooms[] = {
    {"base", 0},     {"format", 1},   {"stats", 1},    {"storage", 1}, {"http", 1},
    {"standard", 2}, {"deal", 3},     {"history", 3},  {"measure", 4}, {"learn", 4},
    {"revise", 4},   {"simulate", 4}, {"exchange", 4}, {"report", 5},  {"workspace", 6},
    {"api", 7},      {"cli", 7},
};

/* What we do not call, and what to call instead. `home` is the file that may. */
static const struct {
    const char *name, *instead, *home;
} banned[] = {
    {"malloc", "arena_push", NULL},
    {"calloc", "arena_push", NULL},
    {"realloc", "arena_grow", NULL},
    {"free", "the arena's release", NULL},
    {"strdup", "str_dup", NULL},
    {"strcpy", "str_dup", NULL},
    {"strcat", "buf_put", NULL},
    {"strncpy", "str_dup", NULL},
    {"strtok", "str_cut", NULL},
    {"sprintf", "buf_fmt", NULL},
    {"gets", "os_read_file", NULL},
    {"scanf", "str_to_i64", NULL},
    {"sscanf", "str_to_i64", NULL},
    {"atoi", "str_to_i64", NULL},
    {"atol", "str_to_i64", NULL},
    {"atof", "str_to_f64", NULL},
    {"strtol", "str_to_i64", NULL},
    {"strtoll", "str_to_i64", NULL},
    {"strtod", "str_to_f64", "src/base/str.c"},
    {"rand", "rng_u64", NULL},
    {"random", "rng_u64", NULL},
    {"srand", "rng_from", NULL},
    {"time", "os_now_ms", NULL},
    {"gettimeofday", "os_now_ms", NULL},
    {"clock_gettime", "os_now_ms", "src/base/os.c"},
    {"localtime", "date_from_days", NULL},
    {"gmtime", "date_from_days", NULL},
    {"mktime", "date_to_days", NULL},
    {"strftime", "time_print", NULL},
    {"setlocale", "nothing: the locale must not change numbers", NULL},
    {"open", "os_open", "src/base/os.c"},
    {"fopen", "os_read_file", NULL},
    {"read", "os_read_at", "src/base/os.c"},
    {"pread", "os_read_at", "src/base/os.c"},
    {"write", "os_write_out", "src/base/os.c"},
    {"mmap", "os_reserve", "src/base/os.c"},
    {"printf", "os_write_out", NULL},
    {"puts", "os_write_out", NULL},
    {"fprintf", "os_write_err", "src/base/os.c"},
    {"perror", "err_set", NULL},
    {"getenv", "os_env", "src/base/os.c"},
    {"exit", "a return from main", "src/base/os.c"},
    {"abort", "assert", NULL},
    {"system", "nothing: we start no shells", NULL},
    {"popen", "nothing: we start no shells", NULL},
    {"pthread_create", "par_for", "src/base/par.c"},
};

struct source {
    struct diags *d;
    str path;
    bool is_header, is_test, is_product;
    i32 line;
    str text;       /* of this line */
    str allowed;    /* rule excused on this line, by this line or the one above */
    i32 allowed_at; /* line of the excuse; 0: none */
    bool allowed_used;
    bool in_comment;
    i32 function_from; /* line of the opening brace; 0: outside */
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct diag *report(struct source *s, const char *rule, i64 column, i64 length,
                           const char *message)
{
    if (s->allowed_at && str_eq(s->allowed, str_c(rule))) {
        s->allowed_used = true;
        return NULL;
    }
    struct place at = {s->line, (i32)column, (i32)length};
    return diag_add(s->d, DIAG_ERROR, rule, at, "%s", message);
}

static i32 rank_of(str room)
{
    for (i64 i = 0; i < LENGTH(rooms); i++)
        if (str_eq(room, str_c(rooms[i].room)))
            return rooms[i].rank;
    return -1;
}

/* "src/base/str.c" is in the room "base"; "src/main.c" in none. */
static str room_of(str path)
{
    str head, rest, room, tail;
    if (!str_cut(path, '/', &head, &rest) || !str_eq(head, S("src")))
        return (str){0};
    return str_cut(rest, '/', &room, &tail) ? room : (str){0};
}

static void check_include(struct source *s)
{
    str line = str_trim(s->text), room, tail;
    if (!str_starts(line, S("#include \"")) || !s->is_product)
        return;
    str name = str_sub(line, 10, str_find(str_sub(line, 10, line.n), S("\"")) + 10);
    str own = room_of(s->path);
    i32 rank = rank_of(own);
    if (!str_cut(name, '/', &room, &tail)) {
        report(s, "include-path", 1, line.n, "a header is included by its room: \"room/name.h\"");
        return;
    }
    if (rank < 0 || str_eq(own, room))
        return;
    if (s->is_test && str_eq(room, S("tests")))
        return; /* what tests share */
    if (rank_of(room) < 0)
        report(s, "unknown-room", 1, line.n, "no room of this name has a rank");
    else if (rank_of(room) >= rank)
        diag_hint(s->d, report(s, "rank", 1, line.n, "a room includes only rooms of lower rank"),
                  "%.*s has rank %d, %.*s has rank %d", STR_ARG(own), rank, STR_ARG(room),
                  rank_of(room));
}

static void check_word(struct source *s, str word, i64 column)
{
    for (i64 i = 0; i < LENGTH(banned); i++) {
        if (!str_eq(word, str_c(banned[i].name)))
            continue;
        if (banned[i].home && str_eq(s->path, str_c(banned[i].home)))
            return;
        struct diag *d = report(s, "banned", column, word.n, "this function is not used here");
        diag_hint(s->d, d, "instead of %s: %s", banned[i].name, banned[i].instead);
    }
}

/* The code of a line, comments and strings blanked out; keeps s->in_comment. */
static str code_of(struct source *s, struct arena *a)
{
    str code = str_dup(a, s->text);
    char *p = arena_array(a, char, code.n + 1), quote = 0;
    for (i64 i = 0; i < code.n; i++) {
        char c = code.p[i], next = i + 1 < code.n ? code.p[i + 1] : 0;
        p[i] = ' ';
        if (s->in_comment) {
            s->in_comment = !(c == '/' && i && code.p[i - 1] == '*');
        } else if (quote) {
            if (c == '\\')
                p[++i] = ' ';
            else if (c == quote)
                quote = 0;
        } else if (c == '/' && next == '*') {
            s->in_comment = true;
            p[++i] = ' ';
        } else if (c == '/' && next == '/') {
            return (str){p, i};
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else {
            p[i] = c;
        }
    }
    return (str){p, code.n};
}

static void check_calls(struct source *s, str code)
{
    for (i64 i = 0; i < code.n;) {
        i64 from = i;
        while (i < code.n && is_word(code.p[i]))
            i++;
        bool member = from && (code.p[from - 1] == '.' || code.p[from - 1] == '>');
        if (i > from && i < code.n && code.p[i] == '(' && !member)
            check_word(s, str_sub(code, from, i), from + 1);
        i += i == from;
    }
}

static void check_function_size(struct source *s)
{
    if (str_eq(s->text, S("{"))) {
        s->function_from = s->line;
    } else if (s->function_from && str_eq(s->text, S("}"))) {
        i32 lines = s->line - s->function_from - 1;
        i32 at = s->line;
        s->line = s->function_from;
        if (lines > FUNCTION_LINES_MAX)
            diag_hint(s->d,
                      report(s, "function-size", 1, 1, "this function is longer than 70 lines"),
                      "it has %d; lift the branching up, push the loops down", lines);
        s->line = at;
        s->function_from = 0;
    }
}

static void take_allowance(struct source *s)
{
    static const char mark[] = "tidy: allow ";
    if (s->allowed_at && s->line > s->allowed_at + 1) {
        if (!s->allowed_used)
            diag_add(s->d, DIAG_ERROR, "needless-allow", (struct place){s->allowed_at, 1, 1},
                     "this exception is no longer needed");
        s->allowed_at = 0;
    }
    i64 at = str_find(s->text, str_c(mark));
    if (at < 0 || str_starts(s->path, S("tools/tidy/")))
        return;
    str rule, why;
    str_cut(str_sub(s->text, at + LENGTH(mark) - 1, s->text.n), ':', &rule, &why);
    s->allowed = rule;
    s->allowed_at = s->line;
    s->allowed_used = false;
    if (str_trim(why).n < 3)
        diag_add(s->d, DIAG_ERROR, "allow-why", (struct place){s->line, 1, 1},
                 "an exception says why, after a colon");
}

static void check_line(struct source *s, struct arena *scratch)
{
    take_allowance(s);
    if (utf8_width(s->text) > LINE_COLUMNS_MAX)
        report(s, "line-width", LINE_COLUMNS_MAX + 1, 1, "this line is wider than 100 columns");
    if (str_find(s->text, S("\t")) >= 0)
        report(s, "tab", str_find(s->text, S("\t")) + 1, 1, "a tab; the layout uses blanks");
    check_include(s);
    check_function_size(s);
    str code = code_of(s, scratch);
    if (s->is_product && !s->is_test)
        check_calls(s, code);
}

static void check_head(struct source *s, str text)
{
    if (!s->is_header)
        return;
    s->line = 1;
    if (!str_starts(text, S("/* ")))
        report(s, "header-comment", 1, 1,
               "a header begins with a comment: what it is, its law, its cost, its threads");
    if (str_find(text, S("\n#pragma once\n")) < 0)
        report(s, "pragma-once", 1, 1, "a header says #pragma once");
}

void tidy_file(struct diags *d, str path, str text)
{
    struct arena scratch;
    arena_init(&scratch, 1 << 24);
    struct source s = {.d = d, .path = path};
    s.is_header = str_ends(path, S(".h"));
    s.is_test = str_ends(path, S("_test.c"));
    s.is_product = str_starts(path, S("src/"));
    d->file = path;
    check_head(&s, text);
    s.line = 0;
    for (bool more = text.n > 0; more;) {
        s.line++;
        more = str_cut(text, '\n', &s.text, &text) && text.n;
        check_line(&s, &scratch);
    }
    i32 most = s.is_header ? HEADER_LINES_MAX : SOURCE_LINES_MAX, lines = s.line;
    if (lines > most)
        diag_hint(d, report(&s, "file-size", 1, 1, "this file is too long"),
                  "it has %d lines, at most %d; split it by activity", lines, most);
    s.line += 2;
    s.text = (str){0};
    take_allowance(&s); /* an exception on the last lines */
    arena_release(&scratch);
}
