/* outgoing.h - requests that leave the machine, the only way there is: HTTP and mail, through
 * platform->outgoing. The machine's own way is libcurl, looked for when the first request is
 * made: a command that sends nothing neither loads nor needs it.
 *
 * Law: by default only https (and mail under TLS) to public addresses; the address that is judged
 * is the one that is connected to (base/address.h), so no name can change its mind in between.
 * Redirections are not followed, proxies of the environment not used, packed replies not
 * unpacked, and a reply has an end in bytes and in time. Nothing is tried twice here.
 *
 * Thread rule: any thread; a request keeps its thread until it ends. */
#pragma once

#include "base/str.h"

enum {
    OUTGOING_MS = 10 * 1000,         /* unless the request says otherwise */
    OUTGOING_HEAD_BYTES_MAX = 32768, /* of a reply's fields */
    OUTGOING_URL_MAX = 2048,
    OUTGOING_DETAIL_MAX = 160,
    OUTGOING_TYPE_MAX = 96,
};

/* What may be asked for beyond the default, as a mask. */
enum outgoing_allow {
    OUTGOING_ALLOW_PRIVATE = 1 << 0, /* addresses that are not public */
    OUTGOING_ALLOW_PLAIN = 1 << 1,   /* http; mail without TLS */
};

/* "Name: value". */
struct outgoing_field {
    const char *line;
};

struct outgoing {
    const char *url; /* https://…, http://…, smtps://HOST:PORT, smtp://HOST:PORT (STARTTLS) */
    const struct outgoing_field *fields; /* of HTTP */
    i64 field_count;
    bool post; /* sends `body`, else asks for the URL */
    str body;  /* of HTTP; or the mail with its head, lines ended by CR LF */
    /* of mail: bare addresses */
    const char *from;
    const char *const *to;       /* ended by NULL */
    const char *user, *password; /* to log in with; NULL: nobody */
    u32 allow;
    const char *ca_file; /* PEM: instead of the machine's certificate authorities; NULL: those */
    i64 timeout_ms;      /* 0: OUTGOING_MS */
    const u32 *stop;     /* ends within a second when it becomes other than 0; NULL: never */
};

enum outgoing_end {
    OUTGOING_REPLIED,     /* with `status`: HTTP's, or that of the last answer of mail */
    OUTGOING_NO_LIBRARY,  /* libcurl is not there */
    OUTGOING_BAD_URL,     /* nothing was looked up */
    OUTGOING_NOT_PUBLIC,  /* nothing was connected to */
    OUTGOING_UNKNOWN,     /* the name has no address */
    OUTGOING_UNREACHABLE, /* nobody listens, or the connection broke */
    OUTGOING_UNTRUSTED,   /* the certificate does not hold */
    OUTGOING_SLOW,        /* no whole reply within the time */
    OUTGOING_LONG,        /* more than fits; `status` and the beginning are there */
    OUTGOING_REFUSED,     /* mail: the server said no (`status`) */
    OUTGOING_STOPPED,
    OUTGOING_END_COUNT,
};

struct outgoing_reply {
    char *
        body; /* the caller's; may be NULL when body_max is 0: then nothing is kept, nor too long */
    i64 body_max;
    i64 body_n;
    enum outgoing_end end;
    i32 status;                       /* 0: none came */
    i64 retry_after_s;                /* as the server asks; 0: it does not */
    char type[OUTGOING_TYPE_MAX];     /* Content-Type; "" when there is none */
    char detail[OUTGOING_DETAIL_MAX]; /* the library's words, English; "" */
};

struct platform;
/* Fills all but the first two members of `reply`. */
void outgoing_send(const struct platform *p, const struct outgoing *o,
                   struct outgoing_reply *reply);
/* Why it did not go well, for people; translated. */
const char *outgoing_end_text(enum outgoing_end end);
/* "unreachable": for files and programs. */
const char *outgoing_end_word(enum outgoing_end end);
/* Is it a URL that could be sent to: a scheme that is allowed, a host, no user, no blanks? */
bool outgoing_url_is_sound(str url, u32 allow);
/* The platform's own way. */
void outgoing_system(void *self, const struct outgoing *o, struct outgoing_reply *reply);
