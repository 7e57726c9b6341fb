/* check_part.h - the parts of check.h, one file each. */
#pragma once

#include "standard/check.h"

void check_head(const struct standard *s, struct diags *d);       /* check_head.c */
void check_languages(const struct standard *s, struct diags *d);  /* check_languages.c */
void check_fields(const struct standard *s, struct diags *d);     /* check_fields.c */
void check_stages(const struct standard *s, struct diags *d);     /* check_stages.c */
void check_milestones(const struct standard *s, struct diags *d); /* check_milestones.c */
void check_handoffs(const struct standard *s, struct diags *d);   /* check_handoffs.c */
void check_outcomes(const struct standard *s, struct diags *d);   /* check_outcomes.c */
void check_guide(const struct standard *s, struct diags *d);      /* check_guide.c */
void check_changes(const struct standard *s, struct diags *d);    /* check_changes.c */

/* A formal or dynamic standard binds people: what is a note in the others warns there. */
enum diag_severity check_severity(const struct standard *s);

/* One problem with its hint; both are told in the language spoken. */
void check_say(struct diags *d, enum diag_severity severity, const char *code, struct place at,
               str text, const char *hint);

/* The title in the language spoken; else the id. */
str check_title(const struct words *title, str id);
