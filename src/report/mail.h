/* mail.h - a mail as bytes: its head and two forms of the same text, plain and HTML (RFC 5322,
 * 2045-2047, 8058). Whatever is in a name or a title, it stays inside its field: control
 * characters become blanks, everything else is encoded. Lines end with CR LF. Pure. */
#pragma once

#include "base/base.h"

enum { MAIL_HEAD_TEXT_MAX = 300 }; /* bytes of a name or a subject; the rest is cut off */

struct mail {
    str id;                  /* "1a2b@example.org": the same whenever it is sent again */
    str from_name, from;     /* `from` is a bare address */
    str to;                  /* a bare address */
    str subject, text, html; /* UTF-8 */
    str unsubscribe;         /* URL, https or http; empty: none */
    enum lang lang;
    i64 date_ms;
};
void mail_print(struct buf *out, struct arena scratch, const struct mail *m);

/* "Étalon <etalon@example.org>" or a bare address: its parts. False when there is no address that
 * could be in one: ASCII, one "@", a name before it, a domain after it. */
MUST_CHECK bool mail_address_split(str written, str *name, str *address);
/* What follows the "@". */
str mail_domain(str address);
