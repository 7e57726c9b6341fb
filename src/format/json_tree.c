#include "format/json_tree.h"

struct reader {
    struct arena *arena;
    struct diags *d;
    str source;
    i64 at;
    i64 values;
    i32 depth;
};

static struct json_value *read_value(struct reader *r);

struct place json_place_from(str source, struct json_spot *spot, i32 from, i32 to)
{
    i32 length = 0;
    if (from < spot->at || spot->line == 0)
        *spot = (struct json_spot){0, 1, 1};
    while (spot->at < from && spot->at < source.n) {
        bool ends_line = source.p[spot->at] == '\n';
        utf8_next(source, &spot->at);
        spot->line += ends_line;
        spot->column = ends_line ? 1 : spot->column + 1;
    }
    for (i64 i = from; i < to && i < source.n && source.p[i] != '\n'; length++)
        utf8_next(source, &i);
    return (struct place){spot->line, spot->column, length ? length : 1};
}

struct place json_place(str source, i32 from, i32 to)
{
    struct json_spot start = {0};
    return json_place_from(source, &start, from, to);
}

const char *json_type_name(enum json_type type)
{
    static const char *const names[] = {MESSAGE("null"),     MESSAGE("a boolean"),
                                        MESSAGE("a number"), MESSAGE("text"),
                                        MESSAGE("a list"),   MESSAGE("an object")};
    return names[type];
}

const struct json_value *json_find(const struct json_value *object, str key)
{
    if (object == NULL || object->type != JSON_IS_OBJECT)
        return NULL;
    for (const struct json_value *m = object->first; m; m = m->next)
        if (str_eq(m->key, key))
            return m;
    return NULL;
}

str json_member_text(const struct json_value *object, const char *key)
{
    const struct json_value *v = json_find(object, str_c(key));
    return v && v->type == JSON_IS_TEXT ? v->text : (str){0};
}

i64 json_member_whole(const struct json_value *object, const char *key, i64 otherwise)
{
    const struct json_value *v = json_find(object, str_c(key));
    return v && v->type == JSON_IS_NUMBER && v->whole ? v->integer : otherwise;
}

/* Always false: one problem at bytes [from, to). */
static bool refuse(struct reader *r, i64 from, i64 to, const char *text)
{
    diag_add(r->d, DIAG_ERROR, "json", json_place(r->source, (i32)from, (i32)to), "%s",
             message(text));
    return false;
}

static bool refuse_here(struct reader *r, const char *text)
{
    return refuse(r, r->at, r->at + 1, text);
}

static char peek(const struct reader *r)
{
    return r->at < r->source.n ? r->source.p[r->at] : 0;
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->source.n) {
        char c = r->source.p[r->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return;
        r->at++;
    }
}

static bool read_hex4(struct reader *r, u32 *out)
{
    u32 value = 0;
    if (r->at + 4 > r->source.n)
        return refuse_here(r, "\\u wants four hexadecimal digits");
    for (i32 i = 0; i < 4; i++) {
        char c = r->source.p[r->at + i];
        u32 digit = c >= '0' && c <= '9'   ? (u32)(c - '0')
                    : c >= 'a' && c <= 'f' ? (u32)(c - 'a' + 10)
                    : c >= 'A' && c <= 'F' ? (u32)(c - 'A' + 10)
                                           : 16;
        if (digit == 16)
            return refuse_here(r, "\\u wants four hexadecimal digits");
        value = value * 16 + digit;
    }
    r->at += 4;
    *out = value;
    return true;
}

/* After "\u": one character, of one or two escapes. */
static bool read_unicode(struct reader *r, u32 *out)
{
    i64 from = r->at - 2;
    u32 high, low;
    if (!read_hex4(r, &high))
        return false;
    *out = high;
    if (high == 0)
        return refuse(r, from, r->at, "the zero character is not allowed");
    if (high < 0xD800 || high > 0xDFFF)
        return true;
    if (high > 0xDBFF || !str_starts(str_sub(r->source, r->at, r->at + 2), S("\\u")))
        return refuse(r, from, r->at, "half a surrogate pair is no character");
    r->at += 2;
    if (!read_hex4(r, &low))
        return false;
    if (low < 0xDC00 || low > 0xDFFF)
        return refuse(r, from, r->at, "half a surrogate pair is no character");
    *out = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* After the backslash; writes the character at `out`, returns its bytes, 0 when refused. */
static i32 read_escape(struct reader *r, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(r);
    r->at++;
    if (c == 'u') {
        u32 character;
        return read_unicode(r, &character) ? utf8_put(out, character) : 0;
    }
    for (i32 i = 0; from[i]; i++)
        if (c == from[i]) {
            *out = to[i];
            return 1;
        }
    refuse(r, r->at - 2, r->at, "no such escape; \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u exist");
    return 0;
}

/* From the first backslash on: what came before is copied, escapes are resolved. */
static bool read_escaped(struct reader *r, i64 from, str *out)
{
    i64 end = r->at; /* of the text, to know how much room it needs */
    while (end < r->source.n && r->source.p[end] != '"')
        end += r->source.p[end] == '\\' ? 2 : 1;
    char *p = arena_array(r->arena, char, i64_min(end, r->source.n) - from + 4);
    i64 n = 0;
    for (i64 i = from; i < r->at; i++)
        p[n++] = r->source.p[i];
    while (r->at < r->source.n && r->source.p[r->at] != '"') {
        char c = r->source.p[r->at++];
        if (c == '\\') {
            i32 bytes = read_escape(r, p + n);
            if (bytes == 0)
                return false;
            n += bytes;
        } else if ((u8)c < 0x20) {
            return refuse(r, r->at - 1, r->at, "a control character must be escaped");
        } else {
            p[n++] = c;
        }
    }
    if (r->at >= r->source.n)
        return refuse(r, from - 1, from, "this text has no end");
    r->at++;
    *out = (str){p, n};
    return true;
}

/* At the opening quote. */
static bool read_text(struct reader *r, str *out)
{
    i64 from = ++r->at;
    for (; r->at < r->source.n; r->at++) {
        char c = r->source.p[r->at];
        if (c == '"') {
            *out = str_sub(r->source, from, r->at++);
            return true;
        }
        if (c == '\\')
            return read_escaped(r, from, out);
        if ((u8)c < 0x20)
            return refuse_here(r, "a control character must be escaped");
    }
    return refuse(r, from - 1, from, "this text has no end");
}

static i64 skip_digits(struct reader *r)
{
    i64 from = r->at;
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
    return r->at - from;
}

static bool read_number(struct reader *r, struct json_value *v)
{
    i64 from = r->at;
    bool whole = true;
    if (peek(r) == '-')
        r->at++;
    bool zero = peek(r) == '0';
    i64 digits = skip_digits(r);
    if (digits == 0 || (zero && digits > 1))
        return refuse(r, from, r->at + 1, "this is no number");
    if (peek(r) == '.') {
        whole = false;
        r->at++;
        if (skip_digits(r) == 0)
            return refuse(r, from, r->at + 1, "digits are missing after the point");
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        whole = false;
        r->at++;
        if (peek(r) == '+' || peek(r) == '-')
            r->at++;
        if (skip_digits(r) == 0)
            return refuse(r, from, r->at + 1, "digits are missing in the exponent");
    }
    v->text = str_sub(r->source, from, r->at);
    v->whole = whole && str_to_i64(v->text, &v->integer);
    f64 value;
    if (!v->whole && (!str_to_f64(v->text, &value) || value - value != 0))
        return refuse(r, from, r->at, "this number is too large");
    return true;
}

static bool read_word(struct reader *r, struct json_value *v)
{
    static const struct {
        str word;
        enum json_type type;
        bool boolean;
    } words[] = {{S("true"), JSON_IS_BOOL, true},
                 {S("false"), JSON_IS_BOOL, false},
                 {S("null"), JSON_IS_NULL, false}};
    for (i64 i = 0; i < LENGTH(words); i++)
        if (str_starts(str_sub(r->source, r->at, r->source.n), words[i].word)) {
            r->at += words[i].word.n;
            v->type = words[i].type;
            v->boolean = words[i].boolean;
            return true;
        }
    return refuse_here(r, r->at < r->source.n ? "a value is expected here"
                                              : "the text ends too early");
}

/* Two members of one name: which one counts depends on the reader, so none does. */
static bool check_twice(struct reader *r, const struct json_value *object)
{
    enum { FEW = 16 };
    struct arena scratch = *r->arena;
    struct dict seen;
    if (object->n > FEW)
        dict_init(&seen, &scratch);
    for (const struct json_value *m = object->first; m; m = m->next) {
        bool twice = false;
        if (object->n > FEW) {
            i64 before = seen.n;
            dict_intern(&seen, m->key);
            twice = seen.n == before;
        } else {
            for (const struct json_value *o = object->first; o != m; o = o->next)
                twice |= str_eq(o->key, m->key);
        }
        if (twice)
            return refuse(r, m->key_from, m->key_from + m->key.n + 2, "this key is there twice");
    }
    return true;
}

/* A key and its colon. */
static bool read_key(struct reader *r, str *key, i32 *from)
{
    skip_blanks(r);
    *from = (i32)r->at;
    if (peek(r) != '"')
        return refuse_here(r, "a key in double quotes is expected here");
    if (!read_text(r, key))
        return false;
    skip_blanks(r);
    if (peek(r) != ':')
        return refuse_here(r, "a colon is expected after the key");
    r->at++;
    return true;
}

/* At the opening bracket of a list or an object. */
static bool read_many(struct reader *r, struct json_value *v, char end)
{
    struct json_value *last = NULL;
    i64 from = r->at++;
    if (++r->depth > JSON_TREE_DEPTH_MAX)
        return refuse(r, from, r->at,
                      "lists and objects are nested too deep; 32 levels are allowed");
    skip_blanks(r);
    if (peek(r) == end) {
        r->at++;
        r->depth--;
        return true;
    }
    for (;;) {
        str key = {0};
        i32 key_from = 0;
        if (end == '}' && !read_key(r, &key, &key_from))
            return false;
        struct json_value *child = read_value(r);
        if (child == NULL)
            return false;
        child->key = key;
        child->key_from = key_from;
        if (last)
            last->next = child;
        else
            v->first = child;
        last = child;
        v->n++;
        skip_blanks(r);
        char c = peek(r);
        if (c != ',' && c != end)
            return refuse_here(r, end == '}' ? "a comma or } is expected here"
                                             : "a comma or ] is expected here");
        r->at++;
        if (c == end)
            break;
    }
    r->depth--;
    return end == ']' || check_twice(r, v);
}

static bool read_kind(struct reader *r, struct json_value *v)
{
    char c = peek(r);
    if (c == '{' || c == '[') {
        v->type = c == '{' ? JSON_IS_OBJECT : JSON_IS_LIST;
        return read_many(r, v, c == '{' ? '}' : ']');
    }
    if (c == '"') {
        v->type = JSON_IS_TEXT;
        return read_text(r, &v->text);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        v->type = JSON_IS_NUMBER;
        return read_number(r, v);
    }
    return read_word(r, v);
}

static struct json_value *read_value(struct reader *r)
{
    skip_blanks(r);
    if (++r->values > JSON_TREE_VALUES_MAX) {
        refuse_here(r, "too many values; 100000 are allowed");
        return NULL;
    }
    struct json_value *v = arena_new(r->arena, struct json_value);
    v->from = (i32)r->at;
    if (!read_kind(r, v))
        return NULL;
    v->to = (i32)r->at;
    return v;
}

const struct json_value *json_parse(struct arena *a, str source, struct diags *d)
{
    struct reader r = {.arena = a, .d = d, .source = source};
    assert(source.n <= JSON_TREE_BYTES_MAX);
    i64 bad = utf8_check(source);
    if (bad >= 0) {
        refuse(&r, bad, bad + 1, "these bytes are not UTF-8");
        return NULL;
    }
    const struct json_value *v = read_value(&r);
    if (v == NULL)
        return NULL;
    skip_blanks(&r);
    if (r.at < source.n) {
        refuse_here(&r, "nothing may follow the value");
        return NULL;
    }
    return v;
}
