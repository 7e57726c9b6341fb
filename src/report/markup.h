/* markup.h - text on its way into HTML and SVG. Whatever came from a file goes through
 * markup_text or markup_name: nothing a name contains can become a tag, an attribute, a
 * script, or turn the direction of the text around it. */
#pragma once

#include "base/base.h"

/* Escaped for content and for quoted attributes alike; bytes that are not UTF-8 and control
 * characters become U+FFFD. */
void markup_text(struct buf *out, str s);

/* Template: "%" stands for the next of the escaped texts, "%%" for a percent sign. Everything
 * else is markup as written. `fill` is ended by MARKUP_END. */
void markup_fill(struct buf *out, const char *template, const str *fill);
#define MARKUP_END ((str){NULL, -1})
#define markup(out, template, ...)                                                                 \
    markup_fill((out), (template), (const str[]){__VA_ARGS__ __VA_OPT__(, ) MARKUP_END})

/* How wide `s` is in a proportional sans-serif of `size` pixels: a good guess. */
f64 markup_width(str s, f64 size);
/* `s` cut with "…" to fit `width` pixels. */
str markup_fit(struct arena *a, str s, f64 size, f64 width);
