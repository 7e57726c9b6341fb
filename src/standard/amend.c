#include "standard/amend.h"

enum { ID_WORDS = 4 };

struct amending {
    struct buf *out;
    struct arena *a;
    const struct standard *s;
    const struct amendment *change;
    str id;
    i32 line;      /* of the source, from 1 */
    bool within;   /* in the block of the milestone whose grade changes */
    i64 indent;    /* of its id */
    bool skipping; /* a block at the top that is written anew */
    bool bare;     /* the line before was the id of a stage that asks nothing yet */
    bool done;
};

static i64 indent_of(str line)
{
    i64 n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

static bool is_blank(str line)
{
    str text = str_trim(line);
    return text.n == 0 || text.p[0] == '#';
}

/* "grade: required" within the line gets another word; false when it has none. */
static bool put_grade(struct amending *m, str line)
{
    i64 at = str_find(line, S("grade:"));
    if (at < 0)
        return false;
    i64 from = at + 6, to;
    while (from < line.n && line.p[from] == ' ')
        from++;
    for (to = from; to < line.n && line.p[to] >= 'a' && line.p[to] <= 'z';)
        to++;
    buf_put(m->out, str_sub(line, 0, from));
    buf_put(m->out, str_c(grade_words[m->change->grade]));
    buf_put(m->out, str_sub(line, to, line.n));
    buf_char(m->out, '\n');
    m->done = true;
    return true;
}

static str make_id(struct amending *m)
{
    char room[STANDARD_ID_MAX];
    i64 n = 0, words = 0;
    str title = m->change->title;
    for (i64 i = 0; i < title.n && n < 40 && words < ID_WORDS; i++) {
        char c = title.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        bool letter = (c >= 'a' && c <= 'z') || (n > 0 && c >= '0' && c <= '9');
        if (letter)
            room[n++] = c;
        else if (n > 0 && room[n - 1] != '-') {
            room[n++] = '-';
            words++;
        }
    }
    while (n > 0 && room[n - 1] == '-')
        n--;
    str id = n ? str_dup(m->a, (str){room, n}) : S("new-milestone");
    for (i32 k = 2, taken = 1; taken; k++) {
        taken = 0;
        for (i64 i = 0; i < m->s->milestones.n; i++)
            taken |= str_eq(m->s->milestones.v[i].id, id);
        if (taken)
            id = str_fmt(m->a, "%.*s-%d", STR_ARG(id), k);
    }
    return id;
}

/* A text between quotes, as YAML reads it back. */
static void put_quoted(struct buf *out, str text)
{
    buf_char(out, '"');
    for (i64 i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '"' || c == '\\')
            buf_char(out, '\\');
        buf_char(out, (u8)c < 0x20 ? ' ' : c);
    }
    buf_char(out, '"');
}

/* After the id of the stage's last milestone comes its block; the new one stands before the first
 * milestone, where the indentation is known. */
static void put_milestone(struct amending *m, i64 indent)
{
    const struct amendment *c = m->change;
    m->id = make_id(m);
    for (i64 i = 0; i < indent; i++)
        buf_char(m->out, ' ');
    buf_fmt(m->out, "%.*s: {title: ", STR_ARG(m->id));
    put_quoted(m->out, c->title);
    buf_fmt(m->out, ", grade: %s}\n", grade_words[c->grade]);
    m->done = true;
}

static i32 first_milestone_line(const struct amending *m)
{
    const struct stage *stage = &m->s->stages.v[m->change->stage];
    return stage->milestone_count ? m->s->milestones.v[stage->milestone_first].at.line : 0;
}

static void take_line(struct amending *m, str line)
{
    const struct amendment *c = m->change;
    i64 indent = indent_of(line);
    bool top = indent == 0 && !is_blank(line);
    if (top)
        m->skipping = str_starts(line, S("changes:")) || str_starts(line, S("version:"));
    if (m->skipping)
        return;
    if (c->milestone >= 0 && m->line == m->s->milestones.v[c->milestone].at.line) {
        m->within = true;
        m->indent = indent;
    } else if (m->within && !is_blank(line) && indent <= m->indent) {
        m->within = false;
    }
    if (c->stage >= 0 && m->line == first_milestone_line(m))
        put_milestone(m, indent);
    if (m->bare && !is_blank(line)) {
        for (i64 i = 0; i < indent; i++)
            buf_char(m->out, ' ');
        buf_put(m->out, S("milestones:\n"));
        put_milestone(m, indent + 2);
        m->bare = false;
    }
    if (c->stage >= 0 && m->line == m->s->stages.v[c->stage].at.line)
        m->bare = !first_milestone_line(m) && str_ends(str_trim(line), S(":"));
    if (m->within && !m->done && put_grade(m, line))
        return;
    buf_put(m->out, line);
    buf_char(m->out, '\n');
}

static void put_changes(struct amending *m)
{
    const struct amendment *c = m->change;
    buf_fmt(m->out, "changes:\n  from: %d\n  why: ", m->s->version > 0 ? m->s->version : 1);
    put_quoted(m->out, c->why);
    if (c->evidence.n) {
        buf_put(m->out, S("\n  evidence: "));
        put_quoted(m->out, c->evidence);
    }
    buf_char(m->out, '\n');
    if (m->id.n)
        buf_fmt(m->out, "  new-milestones:\n    %.*s: grandfathered\n", STR_ARG(m->id));
}

bool standard_amend(struct buf *out, struct arena *a, const struct standard *s, str source,
                    const struct amendment *change, str *id)
{
    struct amending m = {.out = out, .a = a, .s = s, .change = change};
    str line, rest = source;
    m.line = 1;
    for (bool more = source.n > 0; more; m.line++) {
        more = str_cut(rest, '\n', &line, &rest);
        if (more || line.n)
            take_line(&m, line);
    }
    put_changes(&m);
    *id = m.id;
    return m.done || (change->milestone < 0 && change->stage < 0);
}
