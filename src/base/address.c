#include "base/address.h"

#include <string.h>

struct block {
    u8 bytes[ADDRESS_BYTES_6];
    i32 bits;
};

static const struct block not_public_4[] = {
    {{0}, 8},            /* this network */
    {{10}, 8},           /* private */
    {{100, 64}, 10},     /* shared by carriers */
    {{127}, 8},          /* this machine */
    {{169, 254}, 16},    /* the link; what clouds tell their machines */
    {{172, 16}, 12},     /* private */
    {{192, 0, 0}, 24},   /* protocols */
    {{192, 0, 2}, 24},   /* documents */
    {{192, 88, 99}, 24}, /* 6to4 relays */
    {{192, 168}, 16},    /* private */
    {{198, 18}, 15},     /* measuring */
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4}, /* to many */
    {{240}, 4}, /* kept back, and to all */
};

/* Only 2000::/3 is given out for ordinary use; these lie inside of it. */
static const struct block given_out_6 = {{0x20}, 3};
static const struct block not_public_6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* protocols; Teredo carries addresses of version 4 */
    {{0x20, 0x01, 0x0D, 0xB8}, 32}, /* documents */
    {{0x20, 0x02}, 16},             /* 6to4: the same */
    {{0x3F, 0xFF, 0x00}, 20},       /* documents */
};
/* The last four bytes are the address that is meant. */
static const struct block carries_4[] = {
    {{[10] = 0xFF, [11] = 0xFF}, 96}, /* ::ffff:a.b.c.d */
    {{0x00, 0x64, 0xFF, 0x9B}, 96},   /* NAT64 */
};

static bool is_in(const struct block *b, const u8 *bytes)
{
    i64 whole = b->bits / 8;
    i32 rest = b->bits % 8;
    if (memcmp(bytes, b->bytes, (size_t)whole) != 0)
        return false;
    return rest == 0 || (bytes[whole] ^ b->bytes[whole]) >> (8 - rest) == 0;
}

static bool is_in_any(const struct block *blocks, i64 n, const u8 *bytes)
{
    for (i64 i = 0; i < n; i++)
        if (is_in(&blocks[i], bytes))
            return true;
    return false;
}

bool address_is_public(const u8 *bytes, i64 n)
{
    assert(n == ADDRESS_BYTES_4 || n == ADDRESS_BYTES_6);
    if (n == ADDRESS_BYTES_6 && is_in_any(carries_4, LENGTH(carries_4), bytes))
        return address_is_public(bytes + 12, ADDRESS_BYTES_4);
    if (n == ADDRESS_BYTES_6)
        return is_in(&given_out_6, bytes) && !is_in_any(not_public_6, LENGTH(not_public_6), bytes);
    return !is_in_any(not_public_4, LENGTH(not_public_4), bytes);
}
