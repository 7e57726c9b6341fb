/* act.h - what somebody does with accounts, and what comes of it. Each act is one transaction
 * with its entry in the audit; nothing has happened unless the answer is ACCOUNTS_DONE. */
#pragma once

#include "accounts/accounts.h"

/* Who does it, from where, when; under which key. */
struct accounts_act {
    str account;   /* id; empty: nobody signed in, or the command line */
    str workspace; /* id; empty: none */
    str source;    /* an address, or "command-line" */
    str agent;     /* what the browser calls itself; may be empty */
    i64 now_ms;
    str key;     /* Idempotency-Key; empty: none */
    u8 hash[32]; /* of what was asked, with a key */
};

enum accounts_answer {
    ACCOUNTS_DONE,
    ACCOUNTS_REPLAYED, /* done before under this key; secrets are not shown again */
    ACCOUNTS_WRONG,    /* e-mail, password or code; which one is not told */
    ACCOUNTS_CODE_NEEDED,
    ACCOUNTS_THROTTLED,
    ACCOUNTS_BUSY,
    ACCOUNTS_BAD_PASSWORD, /* accounts_outcome.text says why */
    ACCOUNTS_BAD_EMAIL,
    ACCOUNTS_BAD_NAME,
    ACCOUNTS_BAD_TIME,
    ACCOUNTS_TAKEN,
    ACCOUNTS_LAST_ADMIN,
    ACCOUNTS_MISSING,
    ACCOUNTS_ENDED, /* a code or an invitation that does not hold, or no more */
    ACCOUNTS_MISUSED,
    ACCOUNTS_BEYOND,
    ACCOUNTS_CHANGED,
    ACCOUNTS_SET_UP,
    ACCOUNTS_CODE_ON,
    ACCOUNTS_BAD_STATE,
    ACCOUNTS_MEMBER,
    ACCOUNTS_NOT_INVITED, /* by a provider: nobody here knows them */
    ACCOUNTS_NOT_VERIFIED,
    ACCOUNTS_LIMIT,
    ACCOUNTS_FAILED,
    ACCOUNTS_ANSWERS,
};

struct accounts_word {
    i32 status;       /* of HTTP */
    const char *code; /* stable, for programs */
    const char *text; /* a MESSAGE */
};
/* By answer. */
extern const struct accounts_word accounts_words[ACCOUNTS_ANSWERS];

struct accounts_outcome {
    enum accounts_answer answer;
    const char *text; /* for people, in English (message) */
    i64 wait_s;       /* ACCOUNTS_THROTTLED, ACCOUNTS_BUSY: try again then */
};
