/* lived_test.h - a simulated company as events of a workspace, for the tests of this room:
 * everything that its files say is recorded when the company wrote it down. */
#pragma once

#include "base/simulated.h"
#include "simulate/company.h"

struct workspace;
struct follower;
struct import_report;

struct lived {
    struct arena *arena;
    const struct company *company;
    struct simulated machine;
    struct workspace *workspace; /* without a thread */
    i64 import;                  /* its number */
};

/* Publishes the versions of the company's standard when it did. */
void lived_init(struct lived *l, struct arena *a, const struct company *c);
void lived_release(struct lived *l);
/* Tells the follower the standards, the people, the deals and what the company did about its
 * standard. */
void lived_tell(struct lived *l, struct follower *f);
/* An empty workspace into which an export is imported, under a standard drafted from it; false
 * when the import asks. And taken back. */
bool lived_import(struct lived *l, struct arena *a, const struct history *h,
                  const struct import_report *report);
void lived_undo(struct lived *l);
/* The same standard, as text. */
str lived_standard(struct arena *a, const struct company *c, i32 version);
