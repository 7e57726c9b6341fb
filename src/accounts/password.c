#include "accounts/password.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* What people who must take 12 characters take first: words that are padded, runs of keys. */
static const char *const words[] = {
    "password", "passwort",  "motdepasse", "welcome",  "bienvenue", "qwerty",   "qwertz",
    "azerty",   "letmein",   "iloveyou",   "football", "baseball",  "sunshine", "princess",
    "monkey",   "dragon",    "master",     "shadow",   "superman",  "trustno",  "admin",
    "changeme", "secret",    "summer",     "winter",   "spring",    "autumn",   "sommer",
    "soleil",   "doudou",    "charlie",    "michael",  "jordan",    "starwars", "computer",
    "internet", "whatever",  "freedom",    "batman",   "liverpool", "chelsea",  "arsenal",
    "login",    "abc",       "etalon",     "company",  "sales",     "default",  "hello",
    "bonjour",  "loulou",    "chouchou",   "test",     "guest",     "user",     "root",
    "pass",     "passw",     "access",     "security", "google",    "facebook", "samsung",
    "pokemon",  "naruto",    "minecraft",  "jesus",    "blessed",   "family",   "london",
    "paris",    "marseille", "january",    "february", "march",     "april",    "june",
    "july",     "august",    "september",  "october",  "november",  "december",
};

static const char *const runs[] = {
    "012345678901234567890123456789", "987654321098765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",     "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",     "qwertzuiopasdfghjklyxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",           "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "q1w2e3r4t5y6u7i8o9p0",           "zaq12wsxcde34rfvbgt5",
};

static i64 characters(str s)
{
    i64 n = 0;
    for (i64 i = 0; i < s.n; n++)
        utf8_next(s, &i);
    return n;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (u8)c >= 0x80;
}

/* What a substitution stands for: p@ssw0rd is password. */
static char unmasked(char c)
{
    switch (c) {
    case '@':
    case '4': return 'a';
    case '0': return 'o';
    case '1':
    case '!': return 'i';
    case '3': return 'e';
    case '5':
    case '$': return 's';
    case '7': return 't';
    default: return c;
    }
}

static str core_of(str s)
{
    while (s.n && !is_letter(s.p[0]))
        s = str_sub(s, 1, s.n);
    while (s.n && !is_letter(s.p[s.n - 1]))
        s.n--;
    return s;
}

static bool is_listed(str s)
{
    for (i64 i = 0; i < LENGTH(words); i++)
        if (str_eq(s, str_c(words[i])))
            return true;
    return false;
}

/* A word of the list, once or again and again. */
static bool is_word(str s)
{
    for (i64 n = 1; n <= s.n; n++) {
        str head = str_sub(s, 0, n), rest = s;
        while (str_starts(rest, head))
            rest = str_sub(rest, n, rest.n);
        if (rest.n == 0 && is_listed(head))
            return true;
    }
    return false;
}

/* A piece of at most four characters again and again. */
static bool is_rhythm(str s)
{
    for (i64 step = 1; step <= 4; step++) {
        i64 i = step;
        while (i < s.n && s.p[i] == s.p[i - step])
            i++;
        if (i >= s.n)
            return true;
    }
    return false;
}

static bool is_run(str s)
{
    for (i64 i = 0; i < LENGTH(runs); i++)
        if (str_find(str_c(runs[i]), s) >= 0)
            return true;
    return false;
}

static bool is_common(struct arena scratch, str password)
{
    str low = str_lower(&scratch, password);
    char *bare = arena_array(&scratch, char, low.n);
    str core = core_of(low);
    for (i64 i = 0; i < low.n; i++)
        bare[i] = unmasked(low.p[i]);
    return core.n == 0 || is_word(core) || is_word(core_of((str){bare, low.n})) ||
           is_word(core_of((str){bare + (core.p - low.p), core.n})) || is_rhythm(low) ||
           is_run(low) || (core.n >= 6 && is_run(core));
}

/* Nothing beside a name of theirs but four characters or fewer. */
static bool is_mostly(struct arena scratch, str password, str own)
{
    str low = str_lower(&scratch, password);
    return own.n >= 3 && str_find(low, str_lower(&scratch, own)) >= 0 && low.n - own.n <= 4;
}

static bool is_personal(struct arena scratch, str password, str email, str name)
{
    str local, domain, word;
    str_cut(email, '@', &local, &domain);
    if (is_mostly(scratch, password, email) || is_mostly(scratch, password, local) ||
        is_mostly(scratch, password, domain) || is_mostly(scratch, password, name))
        return true;
    for (bool more = name.n > 0; more;) {
        more = str_cut(name, ' ', &word, &name);
        if (is_mostly(scratch, password, word))
            return true;
    }
    return false;
}

const char *password_fault(str password, str email, str name)
{
    struct arena scratch;
    const char *fault = NULL;
    i64 n = characters(password);
    if (n < ACCOUNTS_PASSWORD_MIN)
        return MESSAGE("a password has at least 12 characters");
    if (n > ACCOUNTS_PASSWORD_MAX)
        return MESSAGE("a password has at most 256 characters");
    arena_init(&scratch, 1 << 20);
    if (is_common(scratch, password))
        fault = MESSAGE("this password is among the first that are tried");
    else if (is_personal(scratch, password, email, name))
        fault = MESSAGE("this password is made of your name or e-mail");
    sodium_memzero(scratch.base, 8192);
    arena_release(&scratch);
    return fault;
}

/* --- hashes ------------------------------------------------------------------------------- */

bool password_slot_take(struct password_slots *s, const struct platform *p)
{
    bool taken = false, full = false;
    while (!taken && !full) {
        lock_take(p, &s->lock);
        u32 turn = __atomic_load_n(&s->turn, __ATOMIC_RELAXED);
        taken = s->busy < PASSWORD_HASHES_MAX;
        full = !taken && s->waiting >= PASSWORD_WAITING_MAX;
        s->busy += taken;
        s->waiting += !taken && !full;
        lock_give(p, &s->lock);
        if (taken || full)
            break;
        p->wait(p->self, &s->turn, turn, -1);
        lock_take(p, &s->lock);
        s->waiting--;
        lock_give(p, &s->lock);
    }
    return taken;
}

void password_slot_give(struct password_slots *s, const struct platform *p)
{
    lock_take(p, &s->lock);
    s->busy--;
    __atomic_store_n(&s->turn, s->turn + 1, __ATOMIC_RELEASE);
    lock_give(p, &s->lock);
    p->wake(p->self, &s->turn);
}

static void print_hash(struct password_cost cost, const u8 salt[crypto_pwhash_SALTBYTES],
                       const u8 hash[32], char out[PASSWORD_TEXT_MAX])
{
    char salt_text[23], hash_text[44];
    sodium_bin2base64(salt_text, sizeof salt_text, salt, crypto_pwhash_SALTBYTES,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    sodium_bin2base64(hash_text, sizeof hash_text, hash, 32,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    snprintf(out, PASSWORD_TEXT_MAX, "$argon2id$v=19$m=%lld,t=%d,p=1$%s$%s",
             (long long)(cost.bytes >> 10), PASSWORD_HASH_TURNS, salt_text, hash_text);
}

bool password_hash(const struct platform *p, struct password_cost cost, str password,
                   char out[PASSWORD_TEXT_MAX])
{
    u8 salt[crypto_pwhash_SALTBYTES], hash[32];
    p->random_bytes(p->self, salt, sizeof salt);
    if (crypto_pwhash(hash, sizeof hash, password.p, (u64)password.n, salt, PASSWORD_HASH_TURNS,
                      (size_t)cost.bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return false;
    print_hash(cost, salt, hash, out);
    sodium_memzero(hash, sizeof hash);
    return true;
}

bool password_fits(const char *hash, str password)
{
    assert(strncmp(hash, "$argon2id$", 10) == 0); /* anything else would cost no work */
    return crypto_pwhash_str_verify(hash, password.p ? password.p : "", (u64)password.n) == 0;
}

bool password_is_dated(const char *hash, struct password_cost cost)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSWORD_HASH_TURNS, (size_t)cost.bytes) != 0;
}

void password_nobody(struct password_cost cost, char out[PASSWORD_TEXT_MAX])
{
    static const u8 salt[crypto_pwhash_SALTBYTES] = {1}, hash[32] = {1};
    print_hash(cost, salt, hash, out);
}
