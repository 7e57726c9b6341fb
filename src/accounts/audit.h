/* audit.h - who changed what, when, from where: entries that are only ever appended, each with
 * the hash of the one before. Source and detail are in the chain by their salted hash, so that
 * they can be erased. Cut tails and a chain made anew are found by a head noted elsewhere. */
#pragma once

#include "accounts/act.h"

struct audit_row {
    i64 sequence, at_ms;
    char account[13];               /* empty: nobody signed in, or the command line */
    char subject[13];               /* empty: none */
    str what, name, source, detail; /* name: of the account */
};
/* What concerns the workspace: what was done in it, and what its members did with their own
 * accounts; newest first. */
struct audit_asked {
    str workspace;
    i64 before;         /* 0: the newest */
    str what;           /* "token.new", or "token" for all of that sort; empty: any */
    str account;        /* by them or about them; empty: anybody */
    i64 from_ms, to_ms; /* to_ms 0: without an end */
};
i64 accounts_audit(struct accounts *a, struct arena *arena, const struct audit_asked *asked,
                   i64 most, struct audit_row *out);

/* Something that was done in the workspace and changes no account: an export. */
struct accounts_outcome accounts_note(struct accounts *a, const struct accounts_act *by,
                                      const char *what, str detail);

struct audit_verified {
    i64 entries, erased;
    i64 first_bad; /* the entry at which the chain does not hold; 0: it holds */
    u8 head[32];
};
/* Computes the chain again from its first entry. */
MUST_CHECK bool accounts_verify(struct accounts *a, struct audit_verified *out, struct err *e);
