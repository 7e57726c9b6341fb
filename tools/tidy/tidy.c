#include "tidy/tidy.h"

#include <string.h>

enum {
    FUNCTION_LINES_MAX = 70,
    SOURCE_LINES_MAX = 800,
    HEADER_LINES_MAX = 300,
    LINE_COLUMNS_MAX = 100,
    PARAMETERS_MAX = 7,
};

/* ARCHITECTURE.md: a file includes headers of its own folder and of folders of lower rank. */
static const struct {
    const char *room;
    i32 rank;
} rooms[] = {
    {"base", 0},     {"format", 1},   {"stats", 1},    {"storage", 1}, {"http", 2},
    {"standard", 2}, {"deal", 3},     {"history", 3},  {"measure", 4}, {"learn", 4},
    {"revise", 4},   {"simulate", 4}, {"exchange", 4}, {"report", 5},  {"workspace", 6},
    {"accounts", 6}, {"live", 7},     {"operate", 7},  {"api", 8},     {"cli", 8},
    {"server", 9},
};

/* the doors to the system (adr 0013) */
#define DOORS                                                                                      \
    "src/base/os.c src/base/platform.c src/base/child.c src/base/sandbox.c src/base/local.c"

/* What we do not call, and what to call instead. `home` is the file that may, or DOORS. A name
 * that is an English word too is refused as a call only, any other wherever it stands in code. */
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
    {"clock_gettime", "os_now_ms", DOORS},
    {"localtime", "date_from_days", NULL},
    {"gmtime", "date_from_days", NULL},
    {"mktime", "date_to_days", NULL},
    {"strftime", "time_print", NULL},
    {"setlocale", "nothing: the locale must not change numbers", NULL},
    {"open", "os_open", DOORS},
    {"fopen", "os_read_file", NULL},
    {"read", "os_read_at", "src/base/os.c"},
    {"pread", "os_read_at", DOORS},
    {"write", "os_write_out", "src/base/os.c src/base/sandbox.c"},
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
    {"pthread_create", "par_for or platform.thread_start", "src/base/par.c src/base/platform.c"},
    {"pwrite", "platform.file_write", DOORS},
    {"fsync", "platform.file_sync", DOORS},
    {"fdatasync", "platform.file_sync", DOORS},
    {"ftruncate", "platform.file_truncate", DOORS},
    {"unlink", "platform.file_unlink", DOORS},
    {"rename", "platform.file_rename", DOORS},
    {"fcntl", "platform.file_lock", DOORS},
    {"opendir", "platform.folder_list", DOORS},
    {"getrandom", "platform.random_bytes", DOORS},
    {"dlopen", "platform.outgoing", "src/base/outgoing.c"},
    {"socket", "platform.outgoing", "src/base/outgoing.c src/base/local.c"},
    {"connect", "platform.outgoing", "src/base/local.c"},
    {"nanosleep", "platform.wait", NULL},
    {"usleep", "platform.wait", NULL},
    {"sleep", "platform.wait", NULL},
};

static const char *const english[] = {"free",   "rand",  "random", "time",   "open",   "read",
                                      "gets",   "write", "puts",   "exit",   "system", "abort",
                                      "printf", "sleep", "rename", "socket", "connect"};

/* Files are called by what they do. */
static const char *const vague[] = {"util", "utils", "common", "misc", "helper", "helpers"};

/* Outside of all braces: the declaration that is being read. */
struct declaration {
    i64 parentheses; /* open ones */
    i64 parameters;  /* commas of the first pair, + 1; 0: no pair yet */
    i32 line;        /* of the opening one */
    bool pair_done;
    char last; /* character of code, no blank */
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
    bool in_directive; /* the line before ended a # line with a backslash */
    i64 braces;        /* open ones */
    i32 function_head; /* line of its name; 0: outside */
    i32 function_from; /* line of its opening brace */
    struct declaration declaration;
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct diag *report(struct source *s, const char *rule, i64 column, i64 length,
                           const char *message)
{
    bool near = s->line == s->allowed_at || s->line == s->allowed_at + 1;
    if (s->allowed_at && near && str_eq(s->allowed, str_c(rule))) {
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

/* Rooms of the server: every effect is an argument, so that it can be simulated. */
static bool is_served(str room)
{
    return str_eq(room, S("storage")) || str_eq(room, S("http")) || str_eq(room, S("workspace")) ||
           str_eq(room, S("api"));
}

/* "src/base/str.c" is in the room "base"; "src/main.c" in none. */
static str room_of(str path)
{
    str head, rest, room, tail;
    if (!str_cut(path, '/', &head, &rest) || !str_eq(head, S("src")))
        return (str){0};
    return str_cut(rest, '/', &room, &tail) ? room : (str){0};
}

/* The name in `#include "name"` or `<name>`, however it is spaced; empty: no include. `form`
 * becomes its first character; a macro is its own name. */
static str included(str line, char *form)
{
    line = str_trim(line);
    if (!str_starts(line, S("#")))
        return (str){0};
    line = str_trim(str_sub(line, 1, line.n));
    if (!str_starts(line, S("include")))
        return (str){0};
    line = str_trim(str_sub(line, 7, line.n));
    *form = line.n ? line.p[0] : 0;
    if (*form != '"' && *form != '<')
        return line;
    line = str_sub(line, 1, line.n);
    i64 end = str_find_char(line, *form == '"' ? '"' : '>');
    return str_sub(line, 0, end < 0 ? line.n : end);
}

static void check_include(struct source *s, str code)
{
    str room, tail;
    char form = 0;
    str name = str_starts(str_trim(code), S("#")) ? included(s->text, &form) : (str){0};
    if (!name.n || !s->is_product)
        return;
    str own = room_of(s->path);
    i32 rank = rank_of(own);
    if (str_eq(name, S("base/os.h")) && !s->is_test && is_served(own))
        diag_hint(s->d,
                  report(s, "platform", 1, name.n, "this room has its effects from the platform"),
                  "take a const struct platform * (base/platform.h) as an argument");
    bool in_room = str_cut(name, '/', &room, &tail);
    if (form == '<' && rank_of(room) < 0)
        return; /* the system's */
    if (form != '"' || !in_room || str_find(name, S("..")) >= 0 || str_find(name, S("./")) >= 0) {
        report(s, "include-path", 1, name.n, "a header is included by its room: \"room/name.h\"");
        return;
    }
    if (rank < 0 || str_eq(own, room))
        return;
    if (s->is_test && str_eq(room, S("tests")))
        return; /* what tests share */
    if (rank_of(room) < 0)
        report(s, "unknown-room", 1, name.n, "no room of this name has a rank");
    else if (rank_of(room) >= rank)
        diag_hint(s->d, report(s, "rank", 1, name.n, "a room includes only rooms of lower rank"),
                  "%.*s has rank %d, %.*s has rank %d", STR_ARG(own), rank, STR_ARG(room),
                  rank_of(room));
}

static bool is_english(str word)
{
    for (i64 i = 0; i < LENGTH(english); i++)
        if (str_eq(word, str_c(english[i])))
            return true;
    return false;
}

static void check_word(struct source *s, str word, i64 column, bool called)
{
    for (i64 i = 0; i < LENGTH(banned); i++) {
        if (!str_eq(word, str_c(banned[i].name)))
            continue;
        if ((banned[i].home && str_find(str_c(banned[i].home), s->path) >= 0) ||
            (is_english(word) && !called))
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

/* Does a call follow: "(", ") (" as in "(free)(p)", with or without blanks? */
static bool is_called(str code, i64 from, i64 to)
{
    str rest = str_trim(str_sub(code, to, code.n));
    bool wrapped = from && code.p[from - 1] == '(' && str_starts(rest, S(")"));
    if (wrapped)
        rest = str_trim(str_sub(rest, 1, rest.n));
    return str_starts(rest, S("("));
}

static void check_calls(struct source *s, str code)
{
    for (i64 i = 0; i < code.n;) {
        i64 from = i;
        while (i < code.n && is_word(code.p[i]))
            i++;
        bool member = from && (code.p[from - 1] == '.' ||
                               (from > 1 && code.p[from - 2] == '-' && code.p[from - 1] == '>'));
        if (i > from && !member)
            check_word(s, str_sub(code, from, i), from + 1, is_called(code, from, i));
        i += i == from;
    }
}

static void end_function(struct source *s)
{
    i32 lines = s->line - s->function_from - 1;
    i32 at = s->line;
    s->line = s->function_head;
    if (lines > FUNCTION_LINES_MAX)
        diag_hint(s->d, report(s, "function-size", 1, 1, "this function is longer than 70 lines"),
                  "it has %d; lift the branching up, push the loops down", lines);
    s->line = at;
    s->function_head = 0;
}

static void end_declaration(struct source *s)
{
    const struct declaration *c = &s->declaration;
    i32 at = s->line;
    s->line = c->line;
    if (c->parameters > PARAMETERS_MAX)
        diag_hint(s->d, report(s, "parameters", 1, 1, "a function takes at most 7 parameters"),
                  "it has %lld; a struct names what belongs together", (long long)c->parameters);
    s->line = at;
    s->declaration = (struct declaration){0};
}

/* One character outside of all braces. */
static void declare(struct source *s, char c)
{
    struct declaration *d = &s->declaration;
    if (c == '(' && d->parentheses++ == 0 && !d->pair_done) {
        d->parameters = 1;
        d->line = s->line;
    } else if (c == ')' && d->parentheses > 0 && --d->parentheses == 0) {
        d->pair_done = true;
    } else if (c == ',' && d->parentheses == 1 && !d->pair_done) {
        d->parameters++;
    } else if (c == ';' && d->parentheses == 0) {
        end_declaration(s);
        return;
    }
    if (c != ' ')
        d->last = c;
}

/* Follows braces, to know functions by their size and their parameters. A brace in the first
 * column ends everything, so that an #if in a function's head cannot upset the count. */
static void check_shape(struct source *s, str code)
{
    bool directive = s->in_directive || str_starts(str_trim(code), S("#"));
    s->in_directive = directive && str_ends(str_trim(s->text), S("\\"));
    if (directive)
        return;
    for (i64 i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (c == '{') {
            if (s->braces++ == 0) {
                s->function_head = s->declaration.last == ')' ? s->declaration.line : 0;
                s->function_from = s->line;
                end_declaration(s);
            }
        } else if (c == '}') {
            s->braces = i == 0 ? 0 : i64_max(s->braces - 1, 0);
            if (s->braces == 0 && s->function_head)
                end_function(s);
        } else if (s->braces == 0) {
            declare(s, c);
        }
    }
}

static void report_needless(struct source *s)
{
    if (s->allowed_at && !s->allowed_used)
        diag_add(s->d, DIAG_ERROR, "needless-allow", (struct place){s->allowed_at, 1, 1},
                 "this exception is no longer needed");
    s->allowed_at = 0;
}

static void take_allowance(struct source *s)
{
    static const char mark[] = "tidy: allow ";
    i32 head = s->function_head ? s->function_head : s->declaration.line;
    bool open = head && (head == s->allowed_at || head == s->allowed_at + 1);
    if (s->line > s->allowed_at + 1 && !open) /* what begins there may be judged at its end */
        report_needless(s);
    i64 at = str_find(s->text, str_c(mark));
    if (at < 0 || str_starts(s->path, S("tools/tidy/")))
        return;
    str rule, why;
    report_needless(s);
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
    str code = code_of(s, scratch);
    check_include(s, code);
    check_shape(s, code);
    if (s->is_product && !s->is_test)
        check_calls(s, code);
}

static str name_of(str path)
{
    str head, rest = path;
    while (str_find_char(rest, '/') >= 0)
        str_cut(rest, '/', &head, &rest);
    return rest;
}

/* What the file is called, where it lies, and how a header begins. */
static void check_head(struct source *s, str text)
{
    str name = name_of(s->path), room = room_of(s->path), begin, rest;
    s->line = 1;
    for (i64 i = 0; i < LENGTH(vague); i++)
        if (str_starts(name, str_c(vague[i])) && name.p[strlen(vague[i])] == '.')
            report(s, "vague-name", 1, 1, "a file is called by what it does");
    if (room.n && rank_of(room) < 0)
        report(s, "unknown-room", 1, 1, "the room of this file has no rank (tools/tidy/tidy.c)");
    if (!s->is_header)
        return;
    str_cut(text, '\n', &begin, &rest);
    i64 dash = str_find(begin, S(" - "));
    if (!str_starts(begin, S("/* ")) || dash < 0 || !str_eq(str_sub(begin, 3, dash), name) ||
        begin.n - dash < 8)
        report(s, "header-comment", 1, 1,
               "a header begins with \"/* NAME.h - what it is\", its law, its cost, its threads");
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
