/* The calendar: when the clocks of working time run. */
#include "base/message.h"
#include "standard/schema.h"

static void begin(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    struct calendar_rule *c = value;
    c->known = true;
    c->at = node->key_at;
}

/* "monday to friday", a list of weekdays, or one. */
static void read_weekdays(struct reader *r, const struct yaml_node *node,
                          const struct schema_key *key, void *value)
{
    struct schema_key words = {.type = &type_word_set, .words = weekday_words};
    str from, to;
    i64 at = node->kind == YAML_TEXT ? str_find(node->text, S(" to ")) : -1;
    (void)key;
    if (at < 0) {
        type_word_set.read(r, node, &words, value);
        return;
    }
    from = str_sub(node->text, 0, at);
    to = str_sub(node->text, at + 4, node->text.n);
    i32 first = -1, last = -1;
    for (i32 i = 0; weekday_words[i]; i++) {
        first = str_eq(from, str_c(weekday_words[i])) ? i : first;
        last = str_eq(to, str_c(weekday_words[i])) ? i : last;
    }
    if (first < 0 || last < first) {
        diag_hint(r->diags,
                  diag_add(r->diags, DIAG_ERROR, "bad-calendar", node->at,
                           "\"%.*s\" is not a range of weekdays", (int)i64_min(node->text.n, 80),
                           node->text.p),
                  "write monday to friday, or a list: [sunday, monday]");
        return;
    }
    for (i32 i = first; i <= last; i++)
        *(u32 *)value |= 1u << i;
}

/* "9:00", "18:30", at most "24:00": minutes of the day. */
static bool parse_clock(str s, i32 *minute)
{
    str hour_text, minute_text;
    i64 hours, minutes;
    if (!str_cut(str_trim(s), ':', &hour_text, &minute_text) || minute_text.n != 2 ||
        !str_to_i64(hour_text, &hours) || !str_to_i64(minute_text, &minutes))
        return false;
    *minute = (i32)(hours * 60 + minutes);
    return hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60 && *minute <= 24 * 60;
}

/* Into from_minute and to_minute, which follow each other in struct calendar_rule. */
static void read_hours(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    i32 *minute = value;
    str from, to;
    if (!schema_expect_text(r, node, key->type->about))
        return;
    if (str_cut(node->text, '-', &from, &to) && parse_clock(from, &minute[0]) &&
        parse_clock(to, &minute[1]) && minute[0] < minute[1])
        return;
    minute[0] = minute[1] = 0;
    diag_hint(r->diags,
              diag_add(r->diags, DIAG_ERROR, "bad-calendar", node->at,
                       "\"%.*s\" are not hours of a day", (int)i64_min(node->text.n, 80),
                       node->text.p),
              "write 09:00-18:00");
}

static void read_dates(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    (void)key;
    if (node->kind != YAML_LIST) {
        diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at, "expected a list of dates");
        return;
    }
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        i64 days;
        if (!schema_expect_text(r, c, "a date"))
            continue;
        if (date_parse(c->text, &days))
            *(i64 *)schema_push(r->arena, value, (i64)sizeof(i64)) = days;
        else
            diag_hint(r->diags,
                      diag_add(r->diags, DIAG_ERROR, "bad-date", c->at, "\"%.*s\" is not a date",
                               (int)i64_min(c->text.n, 80), c->text.p),
                      "write year, month, day: 2026-12-25");
    }
}

static const struct schema_type type_weekdays = {
    "weekdays", MESSAGE("weekdays"),
    "string",   "^(mon|tues|wednes|thurs|fri|satur|sun)day( to .*day)?$",
    true,       read_weekdays};
static const struct schema_type type_hours = {
    "hours",  MESSAGE("hours of a day"),
    "string", "^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$",
    false,    read_hours};
static const struct schema_type type_dates = {"dates",  MESSAGE("a list of dates"),
                                              "string", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                                              true,     read_dates};

static const struct schema_key keys[] = {
    {.name = "zone",
     .type = &type_text,
     .required = true,
     .offset = offsetof(struct calendar_rule, zone),
     .about = "time zone of the working hours, such as Europe/Paris"},
    {.name = "days",
     .type = &type_weekdays,
     .required = true,
     .offset = offsetof(struct calendar_rule, days),
     .about = "working days: monday to friday, or a list"},
    {.name = "hours",
     .type = &type_hours,
     .required = true,
     .offset = offsetof(struct calendar_rule, from_minute),
     .about = "working hours of each of them: 09:00-18:00"},
    {.name = "holidays",
     .type = &type_dates,
     .offset = offsetof(struct calendar_rule, holidays),
     .about = "days on which nobody works: [2026-12-25, 2027-01-01]"},
    {0},
};

const struct schema_object schema_calendar = {
    .name = MESSAGE("calendar"),
    .about = "when the clocks of working time run",
    .size = (i64)sizeof(struct calendar_rule),
    .keys = keys,
    .begin = begin,
};
_Static_assert(offsetof(struct calendar_rule, to_minute) ==
                   offsetof(struct calendar_rule, from_minute) + sizeof(i32),
               "read_hours fills both");
