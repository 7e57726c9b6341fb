/* digest.h - what waits, by mail, to those who want it: each working day or each week, at their
 * hour of the workspace's zone, only when something waits. That there is one is decided once for
 * each day, in the transaction that puts it into the outbox; a server that was down at the hour
 * decides when it runs again, that day (or, weekly, any later day of the week). */
#pragma once

#include "accounts/mail.h"
#include "api/api.h"
#include "standard/calendar.h"

enum { DIGEST_BYTES_MAX = 60 << 10 };

struct digests {
    struct accounts *accounts;
    struct api *api;
    const char *base; /* "https://etalon.example.org" */
    const u32 *stop;
};

/* The day whose digest is to be decided at `now_ms` (days since 1970); TIME_NONE: none is. */
i64 digest_day(const struct calendar *c, const struct digest_wish *wish, i64 decided_day,
               i64 now_ms);
/* Decides every digest whose hour has come. */
MUST_CHECK bool digests_run(struct digests *d, i64 now_ms, struct err *e);
