/* hook.h - a webhook: what somebody outside asks to be told, how a message to them is made and
 * signed (standardwebhooks.com). Pure but for the seal of its secret. */
#pragma once

#include "storage/seal.h"
#include "workspace/reader.h"

enum {
    HOOK_SECRET_BYTES = 32,
    HOOK_SECRET_TEXT_MAX = 64, /* "whsec_…" with its zero */
    HOOK_KINDS_MAX = 64,
    HOOK_ID_MAX = 48,
    HOOK_SIGNATURE_MAX = 128,
    HOOK_OVERLAP_HOURS = 24, /* a secret that was replaced signs beside the new one */
};

struct hook {
    i64 number, sequence;
    str url, about;
    str kinds[HOOK_KINDS_MAX]; /* none: every event of a deal */
    i64 kind_count;
    str process, department; /* empty: any */
    bool active;
    str because;        /* why it was turned off by us; empty: it was not */
    str secret, before; /* sealed; `before`: of the one that was replaced, or empty */
    i64 before_until_ms;
};

/* What the row says, in `a`; false when it is no hook, which only damage can cause. */
bool hook_read(struct hook *h, struct arena *a, const struct webhook_row *row);
/* The text of KIND_WEBHOOK_SET. */
str hook_write(struct arena *a, const struct hook *h);

/* "stage-entered", "standard-published": the word of a kind of event. */
str hook_kind_word(i64 kind);
bool hook_kind_exists(str word);
/* What an event is about besides its kind; empty texts where it is about none. */
struct hook_about {
    str process, department;
};
bool hook_wants(const struct hook *h, i64 kind, const struct hook_about *about);

/* The id of a message: the same at every try. */
void hook_id(const u8 hash[HASH_BYTES], char out[HOOK_ID_MAX]);
/* A new secret: sealed, and as its owner is shown it. */
void hook_secret_new(const struct seal *seal, char sealed[SEAL_TEXT_MAX],
                     char shown[HOOK_SECRET_TEXT_MAX]);
/* "v1,…", one for each secret that holds at `now_ms`; false when the seal does not open. */
bool hook_sign(const struct hook *h, const struct seal *seal, struct arena scratch, str id,
               i64 now_ms, str body, char out[HOOK_SIGNATURE_MAX]);

/* How long until try `tries` + 1 of a message, in milliseconds; `random` spreads it. */
i64 hook_wait_ms(i64 tries, u32 random);
enum { HOOK_TRIES_MAX = 8 };
