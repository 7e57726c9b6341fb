#include "accounts/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

u32 totp_code(const u8 *secret, i64 n, i64 step, i32 digits)
{
    u8 counter[8], mac[EVP_MAX_MD_SIZE];
    u32 length = 0, power = 1;
    for (i32 i = 0; i < 8; i++)
        counter[i] = (u8)((u64)step >> (8 * (7 - i)));
    const u8 *done = HMAC(EVP_sha1(), secret, (int)n, counter, sizeof counter, mac, &length);
    assert(done && length == 20);
    const u8 *at = mac + (mac[19] & 15); /* RFC 4226, 5.3: dynamic truncation */
    u32 number = (u32)(at[0] & 127) << 24 | (u32)at[1] << 16 | (u32)at[2] << 8 | at[3];
    for (i32 i = 0; i < digits; i++)
        power *= 10;
    return number % power;
}

i64 totp_match(const u8 secret[TOTP_SECRET_BYTES], str code, i64 now_ms, i64 last)
{
    i64 number, now = now_ms / TOTP_STEP_MS, found = 0;
    if (code.n != 6 || code.p[0] == '+' || code.p[0] == '-' || !str_to_i64(code, &number))
        return 0;
    for (i64 step = now - TOTP_SKEW_STEPS; step <= now + TOTP_SKEW_STEPS; step++)
        if (step > last && totp_code(secret, TOTP_SECRET_BYTES, step, 6) == number && !found)
            found = step;
    return found;
}
