#include "format/yaml.h"

#include "base/message.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* A list or a map whose end has not come yet. */
struct level {
    struct yaml_node *node;
    struct yaml_node *last; /* child */
    str key;                /* read, its value comes next */
    struct place key_at;
    bool keyed;
};

struct parse {
    struct arena *arena;
    struct diags *diags;
    yaml_parser_t lib;
    struct yaml_node *root;
    struct level level[YAML_DEPTH_MAX];
    i32 depth;
    i64 nodes;
    bool stop;
};

static struct place place_of(const yaml_event_t *e)
{
    const yaml_mark_t *from = &e->start_mark, *to = &e->end_mark;
    i64 length = from->line == to->line ? (i64)(to->column - from->column) : 1;
    return (struct place){(i32)from->line + 1, (i32)from->column + 1, (i32)i64_max(length, 1)};
}

static void refuse(struct parse *p, struct place at, const char *code, const char *what,
                   const char *hint)
{
    diag_hint(p->diags, diag_add(p->diags, DIAG_ERROR, code, at, "%s", message(what)), "%s",
              message(hint));
}

/* A new node under the innermost level, or the root; NULL when a limit stops it. */
static struct yaml_node *add_node(struct parse *p, enum yaml_kind kind, struct place at)
{
    if (++p->nodes > YAML_NODES_MAX) {
        diag_add(p->diags, DIAG_ERROR, "limit", at, "a file holds at most %d texts, lists and maps",
                 YAML_NODES_MAX);
        p->stop = true;
        return NULL;
    }
    struct yaml_node *node = arena_new(p->arena, struct yaml_node);
    node->kind = kind;
    node->at = at;
    struct level *in = p->depth ? &p->level[p->depth - 1] : NULL;
    if (!in) {
        p->root = node;
        return node;
    }
    node->key = in->key;
    node->key_at = in->key_at;
    in->keyed = false;
    if (in->last)
        in->last->next = node;
    else
        in->node->first = node;
    in->last = node;
    in->node->count++;
    return node;
}

static bool expects_key(const struct parse *p)
{
    const struct level *in = p->depth ? &p->level[p->depth - 1] : NULL;
    return in && in->node->kind == YAML_MAP && !in->keyed;
}

static void open_level(struct parse *p, enum yaml_kind kind, struct place at)
{
    if (expects_key(p)) {
        refuse(p, at, "yaml", "a key must be a plain word", "write `key: value`");
        p->stop = true;
        return;
    }
    if (p->depth == YAML_DEPTH_MAX) {
        diag_add(p->diags, DIAG_ERROR, "limit", at, "lists and maps are nested more than %d deep",
                 YAML_DEPTH_MAX);
        p->stop = true;
        return;
    }
    struct yaml_node *node = add_node(p, kind, at);
    if (node)
        p->level[p->depth++] = (struct level){.node = node};
}

static bool is_unsafe(u32 c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void check_characters(struct parse *p, str text, struct place at)
{
    for (i64 i = 0; i < text.n;) {
        u32 c = utf8_next(text, &i);
        if (is_unsafe(c)) {
            refuse(p, at, "control-character", "a text contains a control character",
                   "delete the invisible character, or the escape that makes it");
            return;
        }
    }
}

static void take_key(struct parse *p, str text, struct place at)
{
    struct level *in = &p->level[p->depth - 1];
    in->key = text;
    in->key_at = at;
    in->keyed = true;
    if (text.n == 0)
        refuse(p, at, "yaml", "a key is empty", "write a word before the colon");
    if (str_eq(text, S("<<")))
        refuse(p, at, "yaml-feature", "a merge key (<<) is not part of a standard",
               "write out what it would copy");
}

static void take_text(struct parse *p, const yaml_event_t *e)
{
    struct place at = place_of(e);
    i64 n = (i64)e->data.scalar.length;
    str text = str_dup(p->arena, (str){(const char *)e->data.scalar.value, n});
    check_characters(p, text, at);
    if (expects_key(p)) {
        take_key(p, text, at);
        return;
    }
    struct yaml_node *node = add_node(p, YAML_TEXT, at);
    if (!node)
        return;
    yaml_scalar_style_t style = e->data.scalar.style;
    node->text = text;
    node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    i64 quotes = style == YAML_PLAIN_SCALAR_STYLE ? 0 : 2;
    bool in_line = style == YAML_PLAIN_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                   style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    i64 characters = 0;
    for (i64 i = 0; i < n; characters++)
        (void)utf8_next(text, &i);
    node->literal = in_line && e->start_mark.line == e->end_mark.line &&
                    characters + quotes == (i64)(e->end_mark.index - e->start_mark.index);
}

static void check_features(struct parse *p, const yaml_event_t *e, const yaml_char_t *anchor,
                           const yaml_char_t *tag)
{
    struct place at = place_of(e);
    at.length = 1;
    if (anchor)
        refuse(p, at, "yaml-feature", "an anchor (&) is not part of a standard",
               "write the text in quotes, or write out each copy");
    if (tag)
        refuse(p, at, "yaml-feature", "a tag (!) is not part of a standard",
               "write the text in quotes, or leave the tag out");
}

struct by_key {
    u64 hash;
    i64 order;
};

static int by_hash_then_order(const void *x, const void *y)
{
    const struct by_key *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static void report_twice(struct parse *p, const struct yaml_node *one, const struct yaml_node *two)
{
    diag_hint(p->diags,
              diag_add(p->diags, DIAG_ERROR, "duplicate-key", two->key_at,
                       "\"%.*s\" is written twice", STR_ARG(two->key)),
              "the first one is on line %d", one->key_at.line);
}

/* Every key but the first of its name is reported and taken out of the map. */
static void drop_duplicates(struct parse *p, struct yaml_node *map)
{
    struct by_key *keys = arena_array(p->arena, struct by_key, map->count);
    struct yaml_node **nodes = arena_array(p->arena, struct yaml_node *, map->count);
    i64 n = 0;
    for (struct yaml_node *c = map->first; c; c = c->next, n++) {
        keys[n] = (struct by_key){hash_str(c->key), n};
        nodes[n] = c;
    }
    qsort(keys, (size_t)n, sizeof *keys, by_hash_then_order);
    for (i64 i = 1, first = 0; i < n; i++) {
        struct yaml_node *one = nodes[keys[first].order], **two = &nodes[keys[i].order];
        if (keys[i].hash != keys[first].hash || !str_eq(one->key, (*two)->key)) {
            first = i;
            continue;
        }
        report_twice(p, one, *two);
        *two = NULL;
        map->count--;
    }
    struct yaml_node *last = nodes[0];
    for (i64 i = 1; i < n; i++)
        if (nodes[i])
            last = last->next = nodes[i];
    last->next = NULL;
}

static void close_level(struct parse *p)
{
    struct yaml_node *node = p->level[--p->depth].node;
    if (node->kind == YAML_MAP && node->count > 1)
        drop_duplicates(p, node);
}

static void take_event(struct parse *p, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (p->root) {
            refuse(p, place_of(e), "yaml-feature", "a second document begins here",
                   "one file holds one standard");
            p->stop = true;
        }
        break;
    case YAML_ALIAS_EVENT:
        refuse(p, place_of(e), "yaml-feature", "an alias (*) is not part of a standard",
               "write the text in quotes, or write out the copy");
        p->stop = true;
        break;
    case YAML_SCALAR_EVENT:
        check_features(p, e, e->data.scalar.anchor, e->data.scalar.tag);
        take_text(p, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_features(p, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
        open_level(p, YAML_LIST, place_of(e));
        break;
    case YAML_MAPPING_START_EVENT:
        check_features(p, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
        open_level(p, YAML_MAP, place_of(e));
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_level(p); break;
    default: break;
    }
}

/* What people usually did when libyaml says `problem`. */
static const char *syntax_hint(const char *problem)
{
    static const struct {
        const char *part, *hint;
    } hints[] = {
        {"mapping values are not allowed", MESSAGE("a text with \": \" in it must be in quotes")},
        {"cannot start any token", MESSAGE("indent with blanks, never tabs; put a text that begins "
                                           "with @, ` or % in quotes")},
        {"found a tab", MESSAGE("indent with blanks, never tabs")},
        {"expected ':'",
         MESSAGE("each key ends with a colon and a blank; a text over several lines "
                 "must be indented, or in quotes")},
        {"expected key", MESSAGE("are the lines of this block indented alike?")},
        {"expected '-'", MESSAGE("are the lines of this list indented alike?")},
        {"unexpected end of stream", MESSAGE("a quote or a bracket was opened and never closed")},
        {"expected ',' or",
         MESSAGE("a bracket was opened and never closed, or a comma is missing")},
        {"unknown escape", MESSAGE("in double quotes \\ begins an escape; use single quotes")},
    };
    for (i64 i = 0; i < LENGTH(hints); i++)
        if (str_find(str_c(problem), str_c(hints[i].part)) >= 0)
            return hints[i].hint;
    return NULL;
}

static void report_syntax(struct parse *p)
{
    const char *problem = p->lib.problem ? p->lib.problem : MESSAGE("this is not YAML");
    struct place at = {(i32)p->lib.problem_mark.line + 1, (i32)p->lib.problem_mark.column + 1, 1};
    struct diag *d =
        p->lib.context
            ? diag_add(p->diags, DIAG_ERROR, "yaml", at, "%s (%s from line %d)", message(problem),
                       message(p->lib.context), (i32)p->lib.context_mark.line + 1)
            : diag_add(p->diags, DIAG_ERROR, "yaml", at, "%s", message(problem));
    if (syntax_hint(problem))
        diag_hint(p->diags, d, "%s", message(syntax_hint(problem)));
}

/* The line and column of a byte; for what is found before the parser runs. */
static struct place place_of_byte(str source, i64 offset)
{
    struct place at = {1, 1, 1};
    for (i64 i = 0; i < offset;) {
        bool line_ends = source.p[i] == '\n';
        (void)utf8_next(source, &i);
        at.line += line_ends;
        at.column = line_ends ? 1 : at.column + 1;
    }
    return at;
}

static bool refuse_source(struct diags *d, str source, i64 offset, const char *code,
                          const char *what, const char *hint)
{
    struct place at = offset < 0 ? (struct place){0} : place_of_byte(source, offset);
    diag_hint(d, diag_add(d, DIAG_ERROR, code, at, "%s", message(what)), "%s", message(hint));
    return false;
}

/* Line ends that editors do not show would make our line numbers differ from theirs; many
 * directives cost libyaml quadratic time. */
static bool check_lines(str source, struct diags *d)
{
    for (i64 i = 0; i < source.n;) {
        i64 at = i;
        bool begins = at == 0 || source.p[at - 1] == '\n';
        u32 c = utf8_next(source, &i);
        if (c == 0x85 || c == 0x2028 || c == 0x2029 ||
            (c == '\r' && (i == source.n || source.p[i] != '\n')))
            return refuse_source(d, source, at, "encoding", "this is not a usual line end",
                                 "end lines with LF, as every editor can");
        if (c == 0)
            return refuse_source(d, source, at, "encoding", "the file contains a zero byte",
                                 "save it as UTF-8");
        if (begins && c == '%')
            return refuse_source(d, source, at, "yaml-feature",
                                 "a line cannot begin with %, a directive",
                                 "leave it out, or indent the text");
    }
    return true;
}

static bool check_source(str *source, struct diags *d)
{
    if (source->n > YAML_BYTES_MAX) {
        diag_add(d, DIAG_ERROR, "limit", (struct place){0},
                 "the file has %lld bytes, at most %d are read", (long long)source->n,
                 YAML_BYTES_MAX);
        return false;
    }
    if (str_starts(*source, S("\xFF\xFE")) || str_starts(*source, S("\xFE\xFF")))
        return refuse_source(d, *source, -1, "encoding", "the file is UTF-16", "save it as UTF-8");
    if (str_starts(*source, S("\xEF\xBB\xBF")))
        *source = str_sub(*source, 3, source->n);
    i64 bad = utf8_check(*source);
    if (bad >= 0)
        return refuse_source(d, *source, bad, "encoding", "this byte is not UTF-8",
                             "save the file as UTF-8");
    return check_lines(*source, d);
}

const struct yaml_node *yaml_parse(struct arena *a, str source, struct diags *d)
{
    if (!check_source(&source, d))
        return NULL;
    struct parse *p = arena_new(a, struct parse);
    p->arena = a;
    p->diags = d;
    if (!yaml_parser_initialize(&p->lib)) {
        diag_add(d, DIAG_ERROR, "limit", (struct place){0}, "no memory to read the file");
        return NULL;
    }
    yaml_parser_set_encoding(&p->lib, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p->lib, (const unsigned char *)source.p, (size_t)source.n);
    bool ended = false;
    while (!p->stop && !ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&p->lib, &event)) {
            report_syntax(p);
            p->stop = true;
            break;
        }
        ended = event.type == YAML_STREAM_END_EVENT;
        take_event(p, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&p->lib);
    if (!p->stop && !p->root)
        refuse_source(d, source, -1, "empty", "the file is empty",
                      "start from a template: standards/mid-market.yaml");
    return p->stop ? NULL : p->root;
}

const struct yaml_node *yaml_find(const struct yaml_node *map, str key)
{
    if (map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *c = map->first; c; c = c->next)
        if (str_eq(c->key, key))
            return c;
    return NULL;
}

bool yaml_is_nothing(const struct yaml_node *node)
{
    return node->kind == YAML_TEXT && !node->quoted &&
           (node->text.n == 0 || str_eq(node->text, S("~")) || str_eq(node->text, S("null")));
}

struct place yaml_place_in(const struct yaml_node *node, i64 offset, i64 length)
{
    if (!node->literal)
        return node->at;
    i64 before = 0, marked = 0;
    for (i64 i = 0; i < node->text.n && i < offset + length;) {
        bool inside = i >= offset;
        (void)utf8_next(node->text, &i);
        before += !inside;
        marked += inside;
    }
    struct place at = node->at;
    at.column += (i32)(before + node->quoted);
    at.length = (i32)i64_max(marked, 1);
    return at;
}
