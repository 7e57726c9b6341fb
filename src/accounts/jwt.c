#include "accounts/jwt.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <string.h>

enum { RSA_BITS_MIN = 2048, RSA_BITS_MAX = 8192, P256_BYTES = 32 };

enum algorithm { NO_ALGORITHM, RS256, ES256 };

const char *jwt_problem_text(enum jwt_problem problem)
{
    static const char *const texts[JWT_PROBLEMS] = {
        [JWT_SOUND] = MESSAGE("nothing is wrong"),
        [JWT_MALFORMED] = MESSAGE("what the provider sent is no signed token"),
        [JWT_ALGORITHM] = MESSAGE("the provider signs by an algorithm that is not taken: RS256 and "
                                  "ES256 are"),
        [JWT_NO_KEY] =
            MESSAGE("the token is signed with a key that the provider has not published"),
        [JWT_SIGNATURE] = MESSAGE("the signature of the token does not hold"),
        [JWT_ISSUER] = MESSAGE("the token is from another provider"),
        [JWT_AUDIENCE] = MESSAGE("the token is for another application"),
        [JWT_EXPIRED] = MESSAGE("the token has expired; do the clocks of both servers agree?"),
        [JWT_EARLY] = MESSAGE("the token is from the future; do the clocks of both servers agree?"),
        [JWT_NONCE] = MESSAGE("the token answers another log-in"),
        [JWT_SUBJECT] = MESSAGE("the token does not say who it is about"),
    };
    return message(texts[problem]);
}

/* --- pieces ----------------------------------------------------------------------------------- */

/* Base64url without padding, and without bits that say nothing. */
static bool decode(struct arena *a, str text, str *out)
{
    size_t n = 0;
    char *bytes = arena_array(a, char, text.n + 1);
    bool ok = sodium_base642bin((u8 *)bytes, (size_t)text.n + 1, text.p, (size_t)text.n, NULL, &n,
                                NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    *out = (str){bytes, (i64)n};
    return ok && text.n > 0;
}

static const struct json_value *decode_object(struct arena *a, str text)
{
    struct diags d;
    str bytes;
    if (!decode(a, text, &bytes))
        return NULL;
    diags_init(&d, a);
    const struct json_value *v = json_parse(a, bytes, &d);
    return v && v->type == JSON_IS_OBJECT ? v : NULL;
}

static enum algorithm algorithm_of(str name)
{
    return str_eq(name, S("RS256")) ? RS256 : str_eq(name, S("ES256")) ? ES256 : NO_ALGORITHM;
}

/* --- keys ---------------------------------------------------------------------------------------
 */

static EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *build)
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (!params || !context || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    return key;
}

static EVP_PKEY *rsa_key(struct arena *a, const struct json_value *jwk)
{
    str n, e;
    if (!decode(a, json_member_text(jwk, "n"), &n) || !decode(a, json_member_text(jwk, "e"), &e) ||
        e.n > 8 || n.n * 8 > RSA_BITS_MAX)
        return NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    BIGNUM *modulus = BN_bin2bn((const u8 *)n.p, (int)n.n, NULL);
    BIGNUM *exponent = BN_bin2bn((const u8 *)e.p, (int)e.n, NULL);
    EVP_PKEY *key = NULL;
    if (build && modulus && exponent && BN_num_bits(modulus) >= RSA_BITS_MIN &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
        key = key_from("RSA", build);
    BN_free(modulus);
    BN_free(exponent);
    OSSL_PARAM_BLD_free(build);
    return key;
}

static EVP_PKEY *p256_key(struct arena *a, const struct json_value *jwk)
{
    str x, y;
    u8 point[1 + 2 * P256_BYTES] = {4}; /* both coordinates, as they are */
    if (!str_eq(json_member_text(jwk, "crv"), S("P-256")) ||
        !decode(a, json_member_text(jwk, "x"), &x) || !decode(a, json_member_text(jwk, "y"), &y) ||
        x.n != P256_BYTES || y.n != P256_BYTES)
        return NULL;
    memcpy(point + 1, x.p, P256_BYTES);
    memcpy(point + 1 + P256_BYTES, y.p, P256_BYTES);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (build &&
        OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point) == 1)
        key = key_from("EC", build);
    OSSL_PARAM_BLD_free(build);
    return key;
}

/* May this key sign tokens, by that algorithm? */
static bool suits(const struct json_value *jwk, enum algorithm algorithm)
{
    str use = json_member_text(jwk, "use"), alg = json_member_text(jwk, "alg");
    str type = algorithm == RS256 ? S("RSA") : S("EC");
    return str_eq(json_member_text(jwk, "kty"), type) && (!use.n || str_eq(use, S("sig"))) &&
           (!alg.n || algorithm_of(alg) == algorithm);
}

/* The one that `kid` names; without a name the only one there is. */
static const struct json_value *find_key(const struct json_value *keys, str kid,
                                         enum algorithm algorithm)
{
    const struct json_value *list = json_find(keys, S("keys")), *found = NULL;
    i64 n = 0;
    for (const struct json_value *k = list ? list->first : NULL; k; k = k->next) {
        bool named = !kid.n || str_eq(json_member_text(k, "kid"), kid);
        if (k->type != JSON_IS_OBJECT || !named || !suits(k, algorithm))
            continue;
        found = k;
        n++;
    }
    return n == 1 ? found : NULL;
}

/* --- the signature
 * -------------------------------------------------------------------------------- */

/* Two numbers of 32 bytes as OpenSSL wants them: a DER sequence, in `out`; its length, or 0. */
static i64 der_of(str raw, u8 out[80])
{
    if (raw.n != 2 * P256_BYTES)
        return 0;
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn((const u8 *)raw.p, P256_BYTES, NULL);
    BIGNUM *s = BN_bin2bn((const u8 *)raw.p + P256_BYTES, P256_BYTES, NULL);
    int n = 0;
    if (sig && r && s && ECDSA_SIG_set0(sig, r, s) == 1) {
        u8 *at = out;
        n = i2d_ECDSA_SIG(sig, NULL) <= 80 ? i2d_ECDSA_SIG(sig, &at) : 0;
    } else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(sig);
    return n > 0 ? n : 0;
}

static bool holds(EVP_PKEY *key, enum algorithm algorithm, str text, str signature)
{
    u8 der[80];
    str sig = signature;
    if (algorithm == ES256)
        sig = (str){(const char *)der, der_of(signature, der)};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool ok = sig.n > 0 && context &&
              EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
              EVP_DigestVerify(context, (const u8 *)sig.p, (size_t)sig.n, (const u8 *)text.p,
                               (size_t)text.n) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}

static enum jwt_problem check_signature(struct arena *a, str head, str text, str signature,
                                        const struct json_value *keys)
{
    const struct json_value *h = decode_object(a, head);
    str bytes;
    if (!h || json_find(h, S("crit")) || !decode(a, signature, &bytes))
        return JWT_MALFORMED;
    enum algorithm algorithm = algorithm_of(json_member_text(h, "alg"));
    if (algorithm == NO_ALGORITHM)
        return JWT_ALGORITHM;
    const struct json_value *jwk = find_key(keys, json_member_text(h, "kid"), algorithm);
    if (!jwk)
        return JWT_NO_KEY;
    EVP_PKEY *key = algorithm == RS256 ? rsa_key(a, jwk) : p256_key(a, jwk);
    if (!key)
        return JWT_NO_KEY;
    bool ok = holds(key, algorithm, text, bytes);
    EVP_PKEY_free(key);
    return ok ? JWT_SOUND : JWT_SIGNATURE;
}

/* --- what it says
 * ----------------------------------------------------------------------------------- */

/* For us: alone, or among others and then made for us (azp). */
static bool is_for(const struct json_value *claims, str client)
{
    const struct json_value *aud = json_find(claims, S("aud"));
    str made_for = json_member_text(claims, "azp");
    bool found = aud && aud->type == JSON_IS_TEXT && str_eq(aud->text, client);
    i64 n = aud && aud->type == JSON_IS_LIST ? aud->n : 1;
    for (const struct json_value *v = aud && aud->type == JSON_IS_LIST ? aud->first : NULL; v;
         v = v->next)
        found |= v->type == JSON_IS_TEXT && str_eq(v->text, client);
    return found && (made_for.n ? str_eq(made_for, client) : n == 1);
}

static bool seconds_of(const struct json_value *claims, const char *key, i64 *out)
{
    const struct json_value *v = json_find(claims, str_c(key));
    f64 number = 0;
    if (!v || v->type != JSON_IS_NUMBER)
        return false;
    if (v->whole)
        *out = v->integer;
    else if (str_to_f64(v->text, &number) && number > 0 && number < 1e12)
        *out = (i64)number;
    else
        return false;
    return true;
}

static enum jwt_problem check_claims(const struct json_value *claims,
                                     const struct jwt_expected *expected)
{
    i64 until = 0, from = 0, issued = 0;
    str nonce = json_member_text(claims, "nonce");
    if (!str_eq(json_member_text(claims, "iss"), expected->issuer))
        return JWT_ISSUER;
    if (!is_for(claims, expected->client))
        return JWT_AUDIENCE;
    if (!seconds_of(claims, "exp", &until) || until <= expected->now_s - JWT_SKEW_S)
        return JWT_EXPIRED;
    if (!seconds_of(claims, "iat", &issued) || issued > expected->now_s + JWT_SKEW_S)
        return JWT_EARLY;
    if (seconds_of(claims, "nbf", &from) && from > expected->now_s + JWT_SKEW_S)
        return JWT_EARLY;
    if (!nonce.n || nonce.n != expected->nonce.n ||
        sodium_memcmp(nonce.p, expected->nonce.p, (size_t)nonce.n) != 0)
        return JWT_NONCE;
    str subject = json_member_text(claims, "sub");
    return subject.n > 0 && subject.n <= JWT_SUBJECT_MAX ? JWT_SOUND : JWT_SUBJECT;
}

static bool is_true(const struct json_value *v)
{
    return v && ((v->type == JSON_IS_BOOL && v->boolean) ||
                 (v->type == JSON_IS_TEXT && str_eq(v->text, S("true")))); /* as some say it */
}

enum jwt_problem jwt_check(str token, const struct json_value *keys,
                           const struct jwt_expected *expected, struct arena *a,
                           struct jwt_claims *out)
{
    str head, rest, body, signature, more;
    *out = (struct jwt_claims){0};
    if (token.n > JWT_BYTES_MAX || !str_cut(token, '.', &head, &rest) ||
        !str_cut(rest, '.', &body, &signature) || str_cut(signature, '.', &rest, &more))
        return JWT_MALFORMED;
    str text = str_sub(token, 0, head.n + 1 + body.n);
    enum jwt_problem problem = check_signature(a, head, text, signature, keys);
    if (problem != JWT_SOUND)
        return problem;
    const struct json_value *claims = decode_object(a, body);
    if (!claims)
        return JWT_MALFORMED;
    problem = check_claims(claims, expected);
    if (problem == JWT_SOUND)
        *out = (struct jwt_claims){
            .subject = json_member_text(claims, "sub"),
            .email = json_member_text(claims, "email"),
            .name = json_member_text(claims, "name"),
            .email_verified = is_true(json_find(claims, S("email_verified"))),
        };
    return problem;
}
