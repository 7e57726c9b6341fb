#include "cli/manual.h"

/* A line of text: nothing in it is taken for roff. */
static void put_text(struct buf *out, str text)
{
    bool begins = true;
    for (i64 i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (begins && (c == '.' || c == '\''))
            buf_put(out, S("\\&"));
        begins = c == '\n';
        if (c == '\\')
            buf_put(out, S("\\e"));
        else if (c == '-')
            buf_put(out, S("\\-"));
        else
            buf_char(out, c);
    }
}

static void put_said(struct buf *out, const char *text)
{
    put_text(out, str_c(message(text)));
}

static void put_head(struct buf *out, str name)
{
    buf_put(out, S("'\\\" -*- coding: utf-8 -*-\n.TH \""));
    for (i64 i = 0; i < name.n; i++) {
        char c = name.p[i];
        buf_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    buf_fmt(out, "\" 1 \"\" \"etalon %s\" \"Étalon\"\n.nh\n.ad l\n.SH ", ETALON_VERSION);
    put_said(out, MESSAGE("NAME"));
    buf_char(out, '\n');
}

static void put_section(struct buf *out, const char *title)
{
    buf_put(out, S(".SH "));
    put_said(out, title);
    buf_char(out, '\n');
}

static void put_option(struct buf *out, const struct option *o)
{
    buf_put(out, S(".TP\n\\fB"));
    put_text(out, str_c(o->name));
    buf_put(out, S("\\fR"));
    if (o->value) {
        buf_put(out, S(" \\fI"));
        put_said(out, o->value);
        buf_put(out, S("\\fR"));
    }
    buf_char(out, '\n');
    put_said(out, o->about);
    buf_char(out, '\n');
}

void manual_print(struct buf *out, const struct command *c)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    put_head(out, str_fmt(&a, "etalon-%s", c->name));
    buf_fmt(out, "etalon\\-%s \\- ", c->name);
    put_said(out, c->summary);
    buf_char(out, '\n');
    put_section(out, MESSAGE("SYNOPSIS"));
    buf_fmt(out, ".B etalon %s\n", c->name);
    put_said(out, c->usage);
    buf_char(out, '\n');
    if (c->options->name)
        put_section(out, MESSAGE("OPTIONS"));
    for (const struct option *o = c->options; o->name; o++)
        put_option(out, o);
    if (c->details) { /* laid out by hand */
        put_section(out, MESSAGE("DESCRIPTION"));
        buf_put(out, S(".nf\n"));
        put_said(out, c->details);
        buf_put(out, S(".fi\n"));
    }
    put_section(out, MESSAGE("SEE ALSO"));
    buf_put(out, S(".BR etalon (1)\n"));
    arena_release(&a);
}

void manual_overview(struct buf *out, const struct command *const *commands, i64 n)
{
    put_head(out, S("etalon"));
    buf_put(out, S("etalon \\- "));
    put_said(out, MESSAGE("the master standard of how a company sells"));
    buf_char(out, '\n');
    put_section(out, MESSAGE("SYNOPSIS"));
    buf_put(out, S(".B etalon\n\\fI"));
    put_said(out, MESSAGE("COMMAND"));
    buf_put(out, S("\\fR …\n"));
    put_section(out, MESSAGE("COMMANDS"));
    for (i64 i = 0; i < n; i++) {
        buf_fmt(out, ".TP\n.BR etalon\\-%s (1)\n", commands[i]->name);
        put_said(out, commands[i]->summary);
        buf_char(out, '\n');
    }
    put_section(out, MESSAGE("FILES"));
    buf_put(out, S(".TP\n.I /var/lib/etalon\n"));
    put_said(out, MESSAGE("the data of the server that the package starts"));
    buf_put(out, S("\n.TP\n.I /etc/default/etalon\n"));
    put_said(out, MESSAGE("its options: ETALON_OPTIONS"));
    buf_char(out, '\n');
}

void manual_completion(struct buf *out, const struct command *const *commands, i64 n)
{
    buf_put(out, S("# bash completion of etalon, printed by: etalon man --completion\n"
                   "_etalon() {\n"
                   "    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
                   "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
                   "        words=\""));
    for (i64 i = 0; i < n; i++)
        buf_fmt(out, "%s%s", i ? " " : "", commands[i]->name);
    buf_put(out, S("\"\n    elif [[ $word == -* ]]; then\n        case ${COMP_WORDS[1]} in\n"));
    for (i64 i = 0; i < n; i++) {
        buf_fmt(out, "        %s) words=\"", commands[i]->name);
        for (const struct option *o = commands[i]->options; o->name; o++)
            buf_fmt(out, "%s ", o->name);
        buf_put(out, S("--help --lang\" ;;\n"));
    }
    buf_put(out, S("        esac\n"
                   "    fi\n"
                   "    if [ -n \"$words\" ]; then\n"
                   "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                   "    else\n"
                   "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
                   "    fi\n"
                   "}\n"
                   "complete -o filenames -F _etalon etalon\n"));
}
