/* Any text as a token, and as the keys it is checked by: without the private key nothing is sound,
 * and what is said of nobody is empty. */
#include "accounts/jwt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char known[] = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
                                "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                                "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";
    static struct arena a;
    struct diags d;
    struct jwt_claims claims;
    const struct jwt_expected expected = {.issuer = S("https://a.example"),
                                          .client = S("etalon"),
                                          .nonce = S("n"),
                                          .now_s = 1772442000};
    if (a.base == NULL)
        arena_init(&a, 256 << 20);
    arena_rewind(&a, 0);
    diags_init(&d, &a);
    str text = {(const char *)data, (i64)size}, token, keys;
    str_cut(text, '\n', &token, &keys);
    const struct json_value *own = json_parse(&a, keys, &d);
    const struct json_value *theirs = json_parse(&a, str_c(known), &d);
    assert(theirs);
    if (own && own->type == JSON_IS_OBJECT)
        (void)jwt_check(token, own, &expected, &a, &claims);
    assert(jwt_check(token, theirs, &expected, &a, &claims) != JWT_SOUND);
    assert(!claims.subject.p && !claims.email.p && !claims.email_verified);
    return 0;
}
