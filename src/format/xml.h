/* xml.h - the XML that logs and nets are written in, tag by tag, straight from a window of
 * bytes: elements, attributes, text, CDATA, comments, the five entities and character
 * references. No DTD, no entities of one's own, no namespaces beyond the prefix as written.
 *
 * Law: every view points into the window and is raw; xml_decode resolves entities. UTF-8
 * only. Cost: a few hundred million bytes a second; memory: the struct. */
#pragma once

#include "base/base.h"

enum { XML_DEPTH_MAX = 64, XML_ATTRIBUTES_MAX = 64 };

enum xml_kind {
    XML_OPEN,  /* <name …>; `empty` when it ends in /> (no XML_CLOSE follows then) */
    XML_CLOSE, /* </name> */
    XML_TEXT,  /* between tags; blank text is passed over */
    XML_MORE,  /* the window ends inside something: give a longer one */
    XML_END,   /* the document is over */
    XML_BAD,   /* `problem` says why */
};

struct xml_attribute {
    str name, value; /* raw */
};

struct xml_token {
    enum xml_kind kind;
    str name; /* of XML_OPEN and XML_CLOSE */
    str text; /* of XML_TEXT, raw unless `cdata` */
    bool empty, cdata;
    i32 depth; /* of the element: the root is 1; of text: of the element around it */
    i32 attribute_count;
    struct xml_attribute attributes[XML_ATTRIBUTES_MAX];
};

struct xml_reader {
    const char *p; /* the window */
    i64 n, at;     /* its bytes; where the next token begins */
    bool last;     /* nothing follows the window */
    bool begun;    /* the root was seen */
    bool marked;   /* a byte order mark was looked for */
    i32 depth;
    i64 counted, line;       /* the line of offset `counted`, from 1 */
    u64 open[XML_DEPTH_MAX]; /* names of the open elements, hashed */
    const char *problem;
};

void xml_init(struct xml_reader *r, str window, bool last);

/* The window moved: its first `r->at` bytes are gone, what follows them is `window`. */
void xml_refill(struct xml_reader *r, str window, bool last);

void xml_next(struct xml_reader *r, struct xml_token *t);

/* The shape that nearly every line of a log has: blanks, then <name key="…" value="…"/> and no
 * byte in it that asks for decoding. True when the next token is one, which then is read, at a
 * fraction of what xml_next costs; else nothing happened: ask xml_next. */
bool xml_next_pair(struct xml_reader *r, str *name, str *key, str *value);

/* The raw value of the attribute `name`; false when there is none. */
bool xml_attribute(const struct xml_token *t, str name, str *value);

/* The line of the next token, from 1; that of an offset in the window, no earlier than any
 * asked for before. */
i64 xml_line(struct xml_reader *r);
i64 xml_line_at(struct xml_reader *r, i64 at);

/* `raw` with its entities resolved, `raw` itself when it has none; bytes that are not UTF-8
 * become U+FFFD. False on an unknown entity. */
MUST_CHECK bool xml_decode(struct arena *a, str raw, str *out);

/* Writes `text` as XML text or attribute value; what XML cannot hold becomes U+FFFD. */
void xml_put(struct buf *out, str text);
