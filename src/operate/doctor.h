/* doctor.h - is a data folder in good health, and what to do when it is not: measured, not asked.
 * Changes nothing but a file of its own, which it takes away. Works while a server runs. */
#pragma once

#include "base/platform.h"

enum doctor_level { DOCTOR_GOOD, DOCTOR_WARNING, DOCTOR_PROBLEM };

enum { DOCTOR_FINDINGS_MAX = 32, DOCTOR_SYNCS = 40, DOCTOR_STALE_HOURS = 48 };

struct doctor_finding {
    enum doctor_level level;
    const char *name; /* stable, for programs: "fsync" */
    str text, advice; /* in words; advice empty: nothing to do */
};

struct doctor {
    struct doctor_finding finding[DOCTOR_FINDINGS_MAX];
    i32 count;
    enum doctor_level worst;
};

struct doctor_asked {
    const char *folder;
    bool server; /* one runs on it */
    i64 now_ms;
    i32 mode;  /* permission bits of the folder; -1: not known */
    bool ours; /* the folder belongs to who asks */
    bool root; /* it belongs to root: a server of it may do everything on the machine */
};

/* Texts lie in `a`. */
void doctor_look(const struct platform *p, const struct doctor_asked *asked, struct arena *a,
                 struct doctor *out);
