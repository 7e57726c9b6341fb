#include "base/hash.h"

#include <openssl/evp.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

u64 hash_str(str s)
{
    u64 h = XXH3_64bits(s.p, (size_t)s.n);
    return h ? h : 1; /* not `h | 1`: tables take their slot from the lowest bits */
}

u64 hash_fnv1a(str s)
{
    u64 h = 0xCBF29CE484222325ull;
    for (i64 i = 0; i < s.n; i++)
        h = (h ^ (u8)s.p[i]) * 0x100000001B3ull;
    return h;
}

u8 *hash_put_i64(u8 *p, i64 value)
{
    for (i32 i = 0; i < 8; i++)
        p[i] = (u8)((u64)value >> (8 * i));
    return p + 8;
}

void sha256_init(struct sha256 *h)
{
    h->context = EVP_MD_CTX_new();
    assert(h->context && EVP_DigestInit_ex(h->context, EVP_sha256(), NULL) == 1);
}

void sha256_put(struct sha256 *h, str s)
{
    assert(EVP_DigestUpdate(h->context, s.p, (size_t)s.n) == 1);
}

void sha256_end(struct sha256 *h, char hex[65])
{
    u8 digest[32];
    assert(EVP_DigestFinal_ex(h->context, digest, NULL) == 1);
    EVP_MD_CTX_free(h->context);
    h->context = NULL;
    for (i64 i = 0; i < 32; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = 0;
}

void sha256_once(struct sha256 *h, str a, str b, u8 out[32])
{
    assert(EVP_DigestInit_ex(h->context, NULL, NULL) == 1);
    assert(EVP_DigestUpdate(h->context, a.p, (size_t)a.n) == 1);
    assert(b.n == 0 || EVP_DigestUpdate(h->context, b.p, (size_t)b.n) == 1);
    assert(EVP_DigestFinal_ex(h->context, out, NULL) == 1);
}

void sha256_release(struct sha256 *h)
{
    EVP_MD_CTX_free(h->context);
    h->context = NULL;
}
