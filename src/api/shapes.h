/* shapes.h - short words in which the files of this room write the shapes of their answers.
 * Every answer of a row has a closed shape: OpenAPI and the page of the API are printed from
 * it, the interface takes its types from there, and tests check every answer by it. */
#pragma once

#include "http/shape.h"
#include "workspace/workspace.h"

#define SHAPE(name_, id_, about_)                                                                  \
    const struct shape shape_##name_ = {(id_), (about_), name_##_fields, LENGTH(name_##_fields)}
#define PART(name_, id_)                                                                           \
    static const struct shape name_ = {(id_), NULL, name_##_fields, LENGTH(name_##_fields)}
#define ID(name_)                                                                                  \
    {                                                                                              \
        (name_), SHAPE_ID, .required = true                                                        \
    }
#define MAYBE_ID(name_)                                                                            \
    {                                                                                              \
        (name_), SHAPE_ID, .required = false                                                       \
    }
#define TEXT(name_)                                                                                \
    {                                                                                              \
        (name_), SHAPE_TEXT, .required = true, .most = WORKSPACE_TEXT_MAX                          \
    }
#define MAYBE_TEXT(name_)                                                                          \
    {                                                                                              \
        (name_), SHAPE_TEXT, .most = WORKSPACE_TEXT_MAX                                            \
    }
#define NUMBER(name_)                                                                              \
    {                                                                                              \
        (name_), SHAPE_INTEGER, .required = true                                                   \
    }
#define MAYBE_NUMBER(name_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_INTEGER, .required = false                                                  \
    }
#define YES_NO(name_)                                                                              \
    {                                                                                              \
        (name_), SHAPE_BOOLEAN, .required = true                                                   \
    }
#define MAYBE_YES_NO(name_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_BOOLEAN, .required = false                                                  \
    }
#define TIME(name_)                                                                                \
    {                                                                                              \
        (name_), SHAPE_TIME, .required = true                                                      \
    }
#define MAYBE_TIME(name_)                                                                          \
    {                                                                                              \
        (name_), SHAPE_TIME, .required = false                                                     \
    }
#define PART_OF(name_, of_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_OBJECT, .required = true, .of = &(of_)                                      \
    }
#define MAYBE_OF(name_, of_)                                                                       \
    {                                                                                              \
        (name_), SHAPE_OBJECT, .nullable = true, .of = &(of_)                                      \
    }
#define LIST_OF(name_, of_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_LIST, .required = true, .of = &(of_)                                        \
    }
#define MAYBE_LIST_OF(name_, of_)                                                                  \
    {                                                                                              \
        (name_), SHAPE_LIST, .of = &(of_)                                                          \
    }
#define IDS(name_)                                                                                 \
    {                                                                                              \
        (name_), SHAPE_LIST, .items = SHAPE_ID                                                     \
    }
#define CURSOR                                                                                     \
    {                                                                                              \
        "next_cursor", SHAPE_TEXT, .about = "Where the list goes on; left out at its end."         \
    }
