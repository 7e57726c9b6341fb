/* mail.h - the outbox of mails and who wants a digest. What is to be sent is decided in the
 * transaction of what it is about, once; whoever sends takes one after the other, tells how it
 * went, and tries again later, under the same id. */
#pragma once

#include "accounts/people.h"

enum {
    MAIL_TRIES_MAX = 9,  /* the last about a day after the first; then it is given up */
    MAIL_DAYS_KEPT = 30, /* what was sent or given up is remembered so long */
    DIGEST_HOUR = 8,
    DIGEST_ITEMS_MAX = 40,
};

enum mail_state { MAIL_WAITS, MAIL_SENT, MAIL_GIVEN_UP };

struct mail_new {
    str key; /* what it is about; a second one of this key is not made */
    str recipient;
    enum lang lang;
    str subject, text, html, unsubscribe;
    str sealed; /* of a secret that stands in them as MAIL_SECRET (storage/seal.h); may be empty */
};
#define MAIL_SECRET "{secret}"
struct mail_row {
    i64 id, created_ms, tries;
    str recipient, subject, text, html, unsubscribe, sealed;
    enum lang lang;
};
/* The one that has been due longest. False: none is, or the room has stopped. */
MUST_CHECK bool accounts_mail_next(struct accounts *a, struct arena *arena, i64 now_ms,
                                   struct mail_row *out);
/* How a try went; a mail that waits on is tried again after a while that grows with the tries,
 * and given up after MAIL_TRIES_MAX. */
struct mail_tried {
    i64 id;
    enum mail_state state; /* MAIL_WAITS: it failed, and may go well later */
    str ended;
    i64 now_ms;
};
MUST_CHECK bool accounts_mail_tried(struct accounts *a, const struct mail_tried *tried,
                                    enum mail_state *now);
i64 mail_pause_ms(i64 tries);

struct mail_counts {
    i64 waiting, sent, given_up; /* of those remembered */
    i64 oldest_ms;               /* of those that wait, when it was made; 0: none waits */
};
struct mail_counts accounts_mail_counts(struct accounts *a);

/* --- digests ------------------------------------------------------------------------------- */

enum digest_every { DIGEST_NEVER, DIGEST_DAILY, DIGEST_WEEKLY };

struct digest_wish {
    enum digest_every every;
    i32 hour;    /* 0 … 23 */
    i32 weekday; /* 1 Monday … 7 Sunday */
    enum lang lang;
};
/* Of the member; DIGEST_NEVER, at DIGEST_HOUR, on Monday, until they have said otherwise. */
struct digest_wish accounts_digest(struct accounts *a, str workspace, str account);
/* Of who acts. The first digest is that of a day after `decided_day`. */
struct accounts_outcome accounts_set_digest(struct accounts *a, const struct accounts_act *act,
                                            const struct digest_wish *wish, i64 decided_day);
/* With the token of a mail: no more of them. False: there is no such digest. */
MUST_CHECK bool accounts_end_digest(struct accounts *a, const struct accounts_act *act, str token);

struct digest_row {
    char account[13];
    str email, name, department, token;
    u32 role, person;
    struct digest_wish wish;
    i64 decided_day;
};
/* Active members of the workspace who want one, after `after` (empty: from the first). */
i64 accounts_digests(struct accounts *a, struct arena *arena, str workspace, str after, i64 most,
                     struct digest_row *out);
/* Decides, once, what is sent to a member about a day: `mail`, or nothing (NULL). */
MUST_CHECK bool accounts_decide_digest(struct accounts *a, const struct accounts_act *act, i64 day,
                                       const struct mail_new *mail);
