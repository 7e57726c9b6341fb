/* totp.h - one-time codes of a device, RFC 6238: HMAC-SHA-1 over the number of the half minute,
 * six digits. */
#pragma once

#include "base/base.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_STEP_MS = 30000, TOTP_SKEW_STEPS = 1 };

/* The code of a step, `digits` of them (6; 8 in the vectors of the RFC). */
u32 totp_code(const u8 *secret, i64 n, i64 step, i32 digits);

/* The step that `code` belongs to, when it is later than `last` and now or one beside it; 0 when
 * there is none. A clock may go wrong by half a minute; a code is never good twice. */
i64 totp_match(const u8 secret[TOTP_SECRET_BYTES], str code, i64 now_ms, i64 last);
