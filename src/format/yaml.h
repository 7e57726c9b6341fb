/* yaml.h - a YAML file as a tree in which every node knows where it was written. A scalar
 * is text, nothing more: whoever reads the tree knows what it should be, so `no`, `1.10`
 * and `2026-11-23` are what their author typed, not what YAML makes of them.
 *
 * A calm subset: one document of maps, lists and texts. Anchors, aliases, tags, merge
 * keys, directives and second documents are refused, each at its place. Cost: one pass,
 * bounded by the limits; past one of them parsing stops and says so. */
#pragma once

#include "base/base.h"

enum {
    YAML_BYTES_MAX = 256 * 1024,
    YAML_DEPTH_MAX = 32, /* kept while parsing: libyaml is quadratic on nested brackets */
    YAML_NODES_MAX = 20000,
};

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    bool quoted;                    /* a text in quotes or in a block: "" is not nothing */
    struct place at;                /* of the value */
    struct place key_at;            /* of its key, in a map */
    str key;                        /* in a map; never empty, never twice */
    str text;                       /* YAML_TEXT; sound UTF-8 without control characters */
    i64 count;                      /* children of a list or a map */
    struct yaml_node *first, *next; /* children, siblings, as written */
    bool literal; /* `text` is the bytes of the file: a place inside it can be shown */
};

/* The tree of `source`, in `a`; strings too, so `source` may go. Adds every problem to `d`
 * and returns NULL when no tree can be had; an `error` of `d` may also come with a tree
 * (a duplicate key, say), so that the reader finds the other problems. */
const struct yaml_node *yaml_parse(struct arena *a, str source, struct diags *d);

/* The value of `key` in a map; NULL when there is none or `map` is no map. */
const struct yaml_node *yaml_find(const struct yaml_node *map, str key);

/* Nothing was written: `key:` with no value, `~` or `null`. */
bool yaml_is_nothing(const struct yaml_node *node);

/* The place of `length` bytes from `offset` of the node's text, as near as can be told. */
struct place yaml_place_in(const struct yaml_node *node, i64 offset, i64 length);
