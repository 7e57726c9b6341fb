/* address.h - which addresses of the network anybody may be asked to reach. What a user names as
 * a receiver (a webhook, a log-in provider) must not become a way to our own machine, our
 * own network or the machines' keeper at 169.254.169.254. Judged is the address that a
 * connection would go to, never the text of a name: decimal, octal and mapped forms, and names
 * whose answer changes, all come down to the same bytes.
 *
 * Source: the IANA special-purpose address registries (RFC 6890 and what follows it). */
#pragma once

#include "base/types.h"

enum { ADDRESS_BYTES_4 = 4, ADDRESS_BYTES_6 = 16 };

/* 4 or 16 bytes, first byte first: is it an ordinary address of the public network? An address
 * of version 6 that carries one of version 4 (mapped, NAT64) is judged by the latter. */
bool address_is_public(const u8 *bytes, i64 n);
