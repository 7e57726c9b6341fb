#include "standard/check.h"

#include "standard/check_part.h"

enum diag_severity check_severity(const struct standard *s)
{
    return s->discipline >= DISCIPLINE_FORMAL ? DIAG_WARNING : DIAG_NOTE;
}

void check_say(struct diags *d, enum diag_severity severity, const char *code, struct place at,
               str text, const char *hint)
{
    str told = message_str(text);
    struct diag *added = diag_add(d, severity, code, at, "%.*s", STR_ARG(told));
    if (hint)
        diag_hint(d, added, "%s", message(hint));
}

str check_title(const struct words *title, str id)
{
    str text = words_in(title, str_c(lang_code(lang_spoken())));
    return text.n ? text : id;
}

void standard_check(const struct standard *s, struct diags *d)
{
    d->file = s->file;
    check_head(s, d);
    check_fields(s, d);
    check_stages(s, d);
    check_milestones(s, d);
    check_handoffs(s, d);
    check_outcomes(s, d);
    check_guide(s, d);
    check_changes(s, d);
    if (s->sound)
        check_languages(s, d);
}
