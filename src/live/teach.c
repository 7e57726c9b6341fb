#include "live/teach.h"

#include <string.h>

static bool no_such(struct err *e, const char *what, str name)
{
    return err_set(e, ERR_USAGE, "there is no %s \"%.*s\" in these figures", what, STR_ARG(name));
}

bool teach_find(struct learned *l, struct arena *a, const struct told *told,
                const struct question *q, u32 parts, struct err *e)
{
    const struct history *h = &told->deals.history;
    struct landmark at;
    struct learned_options o = {.parts = parts,
                                .horizon_days = q->horizon_days,
                                .segment = q->segment,
                                .by = q->by,
                                .by_count = q->by_count,
                                .days = q->first_days,
                                .stages_only = q->stages_only,
                                .tzif = told->zone};
    if (q->landmark.n) {
        if (!landmark_parse(&at, h, q->landmark)) {
            (void)err_set(e, ERR_USAGE, "there is no landmark \"%.*s\" in these deals",
                          STR_ARG(q->landmark));
            return err_hint(e, "day:14, or stage: and the name of a stage");
        }
        o.landmarks = &at;
        o.landmark_count = 1;
    }
    return learned_find(l, a, h, told->standard, &o, e);
}

/* --- the deals behind a number ------------------------------------------------------------ */

struct finding {
    u8 *in;
    struct arena *a;
    const struct told *told;
    const struct question *q;
    const struct figure_rows *rows;
    struct learned *l;
};

/* of: the practice; to: the landmark. Above the line those won, below it all whose end is told. */
static bool find_practice(struct finding *f, str what, struct err *e)
{
    const struct history *h = &f->told->deals.history;
    struct question q = *f->q;
    q.landmark = f->rows->to;
    if (!f->rows->to.n)
        return no_such(e, message("landmark"), f->rows->to);
    if (!teach_find(f->l, f->a, f->told, &q, JSON_PRACTICES, e))
        return false;
    const struct practice_family *family = &f->l->practices.family[0];
    i64 i = practices_result_named(family, f->a, h, f->rows->of);
    if (i < 0)
        return no_such(e, message("practice"), f->rows->of);
    practices_rows(f->in, family, &family->list[i], str_eq(what, S("without")), !f->rows->others);
    return true;
}

static i64 gate_named(const struct finding *f, str id)
{
    const struct standard *s = f->told->standard;
    for (i64 g = 0; s && g < f->l->conduct.gate_count; g++)
        if (str_eq(s->milestones.v[f->l->conduct.gates[g].milestone].id, id))
            return g;
    return -1;
}

/* "deviations.won_without": of the won ones. */
static void find_won_without(struct finding *f)
{
    const struct history *h = &f->told->deals.history;
    const struct conduct *c = &f->l->conduct;
    for (i64 row = 0; row < c->deals; row++) {
        i64 d = c->deal[row];
        f->in[d] = f->rows->others ? h->outcome[d] == OUTCOME_WON : c->won_without[d];
    }
}

static void find_compared(struct finding *f, i64 gate, bool broken)
{
    const struct history *h = &f->told->deals.history;
    conduct_compared(f->in, &f->l->conduct, gate, broken);
    for (i64 d = 0; d < h->deal_count && !f->rows->others; d++)
        f->in[d] &= h->outcome[d] == OUTCOME_WON;
}

static bool find_deviation(struct finding *f, str what, struct err *e)
{
    if (!teach_find(f->l, f->a, f->told, f->q, JSON_DEVIATIONS, e))
        return false;
    if (str_eq(what, S("won_without"))) {
        find_won_without(f);
        return true;
    }
    i64 gate = gate_named(f, f->rows->of);
    if (gate < 0)
        return no_such(e, message("milestone"), f->rows->of);
    if (str_eq(what, S("won_kept")) || str_eq(what, S("won_broken"))) {
        find_compared(f, gate, str_eq(what, S("won_broken")));
        return true;
    }
    if (f->rows->others || str_eq(what, S("asked"))) {
        conduct_rows(f->in, &f->l->conduct, gate, GATE_NOT_ASKED);
        return true;
    }
    for (i32 w = 0; w < GATE_WAYS; w++)
        if (str_eq(what, str_c(gate_way_id((enum gate_way)w)))) {
            conduct_rows(f->in, &f->l->conduct, gate, (u8)w);
            return true;
        }
    return no_such(e, message("figure"), f->rows->name);
}

static bool find_gate(struct finding *f, str what, struct err *e)
{
    static const struct {
        str name;
        u8 marks, without, of;
    } all[] = {{{"same_minute", 11}, CONDUCT_SAME_MINUTE, 0, CONDUCT_IN_TIME},
               {{"copied", 6}, CONDUCT_COPIED, 0, CONDUCT_WRITTEN},
               {{"unconfirmed", 11}, CONDUCT_REACHED, CONDUCT_CONFIRMED, CONDUCT_REACHED},
               {{"refused", 7}, CONDUCT_REFUSED, 0, 0},
               {{"objected", 8}, CONDUCT_OBJECTED, 0, 0}};
    if (!teach_find(f->l, f->a, f->told, f->q, JSON_GATES, e))
        return false;
    i64 gate = gate_named(f, f->rows->of);
    if (gate < 0)
        return no_such(e, message("milestone"), f->rows->of);
    for (i64 i = 0; i < LENGTH(all); i++) {
        if (!str_eq(what, all[i].name))
            continue;
        bool below = f->rows->others;
        conduct_marked(f->in, &f->l->conduct, gate, below ? all[i].of : all[i].marks,
                       below ? 0 : all[i].without);
        return true;
    }
    return no_such(e, message("figure"), f->rows->name);
}

/* of: a stage, or nothing for all. Below the line: all that ended, or fell silent, there. */
static bool find_undecided(struct finding *f, str what, struct err *e)
{
    const struct history *h = &f->told->deals.history;
    bool declared = str_eq(what, S("declared"));
    if (!declared && !str_eq(what, S("implied")))
        return no_such(e, message("figure"), f->rows->name);
    if (!teach_find(f->l, f->a, f->told, f->q, JSON_UNDECIDED, e))
        return false;
    const u8 *how = f->l->undecided.how;
    for (i64 d = 0; d < h->deal_count; d++) {
        u16 stage = h->stage[d];
        bool known = stage != HISTORY_ACTIVITIES_MAX;
        bool here = !f->rows->of.n || (known && str_eq(h->activity_word[stage], f->rows->of));
        u8 o = h->outcome[d];
        bool ended = o == OUTCOME_WON || o == OUTCOME_LOST || o == OUTCOME_NO_DECISION;
        u8 wanted = declared ? UNDECIDED_DECLARED : UNDECIDED_IMPLIED;
        f->in[d] = here && (f->rows->others ? ended || how[d] : how[d] == wanted);
    }
    return true;
}

/* "FROM>TO", and ">TO" for what deals begin with. */
static bool parse_step(const struct history *h, str id, u16 *from, u16 *to)
{
    str before, after;
    if (!str_cut(id, '>', &before, &after))
        return false;
    i64 a = before.n ? dict_find(&h->activities, before) : HISTORY_ACTIVITIES_MAX;
    i64 b = dict_find(&h->activities, after);
    *from = (u16)a;
    *to = (u16)b;
    return a >= 0 && b >= 0;
}

/* by: the column; of: the level; to: the step. Below the line: all deals of the level. */
static bool find_step(struct finding *f, str what, struct err *e)
{
    const struct history *h = &f->told->deals.history;
    struct contrast_rows rows = {.level = -1, .whole = f->rows->others};
    if (!str_eq(what, S("steps")))
        return no_such(e, message("figure"), f->rows->name);
    if (!teach_find(f->l, f->a, f->told, f->q, JSON_COMPARE, e))
        return false;
    const struct contrast *c = &f->l->contrast[0];
    for (i64 i = 0; i < c->level_count; i++)
        if (str_eq(c->level[i].name, f->rows->of))
            rows.level = i;
    if (rows.level < 0)
        return no_such(e, message("level"), f->rows->of);
    if (!parse_step(h, f->rows->to, &rows.from, &rows.to))
        return no_such(e, message("step"), f->rows->to);
    contrast_rows(f->in, c, h, &f->l->contrast_options[0], &rows);
    return true;
}

static const struct {
    str family;
    bool (*find)(struct finding *f, str what, struct err *e);
} families[] = {{{"practices", 9}, find_practice},
                {{"deviations", 10}, find_deviation},
                {{"gates", 5}, find_gate},
                {{"no_decision", 11}, find_undecided},
                {{"compare", 7}, find_step}};

bool teach_names(str figure)
{
    str family, what;
    bool dotted = str_cut(figure, '.', &family, &what);
    for (i64 i = 0; dotted && i < LENGTH(families); i++)
        if (str_eq(family, families[i].family))
            return true;
    return false;
}

bool teach_rows(u8 *in, struct arena *a, const struct told *told, const struct question *q,
                struct err *e)
{
    struct finding f = {in, a, told, q, &q->figure, arena_new(a, struct learned)};
    str family, what;
    (void)str_cut(q->figure.name, '.', &family, &what);
    for (i64 i = 0; i < LENGTH(families); i++)
        if (str_eq(family, families[i].family))
            return families[i].find(&f, what, e);
    return no_such(e, message("figure"), q->figure.name);
}
