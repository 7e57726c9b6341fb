#include "format/json.h"

#include <stdio.h>

void json_init(struct json *j, struct buf *out, i32 indent)
{
    *j = (struct json){.out = out, .indent = indent};
}

static void new_line(struct json *j)
{
    if (j->indent == 0)
        return;
    buf_char(j->out, '\n');
    buf_repeat(j->out, S(" "), (i64)j->indent * j->depth);
}

/* What comes before a key, or before a value of an array. */
static void separate(struct json *j)
{
    if (j->depth == 0)
        return;
    if (j->level[j->depth - 1].filled)
        buf_char(j->out, ',');
    j->level[j->depth - 1].filled = true;
    new_line(j);
}

static void begin_value(struct json *j)
{
    bool in_object = j->depth && j->level[j->depth - 1].object;
    assert(in_object == j->keyed);
    if (!in_object)
        separate(j);
    j->keyed = false;
}

static void open_level(struct json *j, bool object)
{
    begin_value(j);
    assert(j->depth < JSON_DEPTH_MAX);
    j->level[j->depth].object = object;
    j->level[j->depth].filled = false;
    j->depth++;
    buf_char(j->out, object ? '{' : '[');
}

void json_object(struct json *j)
{
    open_level(j, true);
}

void json_array(struct json *j)
{
    open_level(j, false);
}

void json_end(struct json *j)
{
    assert(j->depth > 0 && !j->keyed);
    j->depth--;
    if (j->level[j->depth].filled)
        new_line(j);
    buf_char(j->out, j->level[j->depth].object ? '}' : ']');
    if (j->depth == 0)
        buf_char(j->out, '\n');
}

static void put_escaped(struct buf *out, u32 c)
{
    static const char short_forms[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (c < sizeof short_forms && short_forms[c])
        buf_fmt(out, "\\%c", short_forms[c]);
    else
        buf_fmt(out, "\\u%04x", c);
}

static void put_text(struct buf *out, str s)
{
    buf_char(out, '"');
    i64 i = 0, plain = 0; /* bytes from `plain` on are written as they are */
    while (i < s.n) {
        i64 at = i;
        u8 byte = (u8)s.p[i];
        if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') { /* most of all text */
            i++;
            continue;
        }
        u32 c = utf8_next(s, &i);
        bool broken = c == 0xFFFD && i - at == 1;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !broken)
            continue;
        buf_put(out, str_sub(s, plain, at));
        plain = i;
        if (broken)
            buf_put(out, S("\xEF\xBF\xBD"));
        else if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", (char)c);
        else
            put_escaped(out, c);
    }
    buf_put(out, str_sub(s, plain, s.n));
    buf_char(out, '"');
}

void json_key(struct json *j, str key)
{
    assert(j->depth && j->level[j->depth - 1].object && !j->keyed);
    separate(j);
    put_text(j->out, key);
    buf_put(j->out, j->indent ? S(": ") : S(":"));
    j->keyed = true;
}

void json_str(struct json *j, str s)
{
    begin_value(j);
    put_text(j->out, s);
}

void json_i64(struct json *j, i64 value)
{
    begin_value(j);
    buf_i64(j->out, value);
}

void json_f64(struct json *j, f64 value)
{
    if (value - value != 0) {
        json_null(j);
        return;
    }
    begin_value(j);
    char text[40];
    int n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        n = snprintf(text, sizeof text, "%.*g", digits, value);
        f64 back;
        if (str_to_f64((str){text, n}, &back) && back == value)
            break;
    }
    buf_put(j->out, (str){text, n});
}

void json_bool(struct json *j, bool value)
{
    begin_value(j);
    buf_put(j->out, value ? S("true") : S("false"));
}

void json_null(struct json *j)
{
    begin_value(j);
    buf_put(j->out, S("null"));
}
