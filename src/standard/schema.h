/* schema.h - what may be written in a standard, as tables: one row per key, with its type,
 * where its value goes, and what it means. The reader walks these tables, the JSON Schema
 * for editors is printed from them, and the manual is tested against them: a key exists
 * once. The tables are in read_*.c, by part of the file. They never change. */
#pragma once

#include "format/json.h"
#include "format/yaml.h"
#include "standard/standard.h"

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct standard *standard; /* being read */
};

struct schema_key;
struct schema_type {
    const char *name;      /* of its definition in the JSON Schema; NULL: written in place */
    const char *about;     /* what to write, for a hint: "a length of time, such as 10 days" */
    const char *json_type; /* "string", "integer", "boolean"… */
    const char *pattern;   /* of the string; NULL: any */
    bool list;             /* an array of such */
    /* Reads `node` into *(the type's C type *)value, and reports what is wrong with it. */
    void (*read)(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                 void *value);
};

struct schema_object;
struct schema_key {
    const char *name;
    const struct schema_type *type;
    i64 offset;       /* of the value in the object's struct */
    i64 place_offset; /* of its struct place; 0: not kept */
    bool required;
    const char *about;
    const char *const *words;           /* type_word, type_word_set: what may be written */
    const struct schema_object *object; /* type_object, type_items, type_list */
};

struct schema_object {
    const char *name; /* "milestone"; of its definition in the JSON Schema */
    const char *about;
    const char *plural; /* of what is counted against items_max */
    i64 size;           /* of its struct; in a map by id it begins with id and place */
    i64 items_max;
    bool short_form;               /* a text or a map of languages stands for its title */
    i64 title_offset;              /* with short_form */
    const struct schema_key *keys; /* ended by a row without a name */
    void (*begin)(struct reader *r, const struct yaml_node *node, void *value);
    void (*end)(struct reader *r, const struct yaml_node *node, void *value);
};

/* What stands in the struct of each part that is written by id. */
struct schema_item {
    str id;
    struct place at;
};

/* Values; the comment is the C type that `offset` points to. */
extern const struct schema_type type_text;      /* str */
extern const struct schema_type type_texts;     /* VEC(str) */
extern const struct schema_type type_id;        /* str */
extern const struct schema_type type_words;     /* struct words */
extern const struct schema_type type_span;      /* struct span */
extern const struct schema_type type_days;      /* i32, whole days */
extern const struct schema_type type_integer;   /* i32, from 1 */
extern const struct schema_type type_boolean;   /* bool */
extern const struct schema_type type_word;      /* an enum: index in key->words */
extern const struct schema_type type_word_text; /* str, one of key->words */
extern const struct schema_type type_word_set;  /* u32, mask of indices in key->words */
extern const struct schema_type type_ref;       /* struct ref */
extern const struct schema_type type_refs;      /* refs */
extern const struct schema_type type_condition; /* str */
extern const struct schema_type type_currency;  /* str */
extern const struct schema_type type_target;    /* struct target */
/* Parts. */
extern const struct schema_type type_object; /* key->object's struct */
extern const struct schema_type type_items;  /* VEC of it, from a map by id */
extern const struct schema_type type_list;   /* VEC of it, from a list */

/* The parts of a standard, outermost first; `schema_standard` holds the others. */
extern const struct schema_object schema_standard, schema_calendar, schema_department,
    schema_persona, schema_field, schema_choice, schema_stage, schema_milestone, schema_moves,
    schema_move, schema_play, schema_handoff, schema_outcome, schema_reason, schema_indicator,
    schema_review, schema_training, schema_waivers, schema_changes;

void schema_read_object(struct reader *r, const struct yaml_node *node,
                        const struct schema_object *object, void *value);
void schema_read_items(struct reader *r, const struct yaml_node *node,
                       const struct schema_object *object, void *vec);

/* A new zeroed element of `size` bytes at the end of any VEC. */
void *schema_push(struct arena *a, void *vec, i64 size);
i64 schema_count(const void *vec);

/* Reports an id that is not made as ids are. */
void schema_check_id(struct reader *r, str id, struct place at);
bool schema_is_language(str s); /* "en", "pt-BR" */

/* Says that `what` was expected here. */
void schema_report_type(struct reader *r, const struct yaml_node *node, const char *what);
/* True for a text; else says that `what` was expected here. */
MUST_CHECK bool schema_expect_text(struct reader *r, const struct yaml_node *node,
                                   const char *what);

/* The JSON Schema (draft 2020-12) of the file format, for editors. */
void schema_print(struct buf *out);
