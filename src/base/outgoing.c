#define _GNU_SOURCE /* SOCK_CLOEXEC */
#include "base/outgoing.h"

#include "base/address.h"
#include "base/message.h"
#include "base/platform.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SECOND_MS = 1000 };

/* --- what people and programs are told ------------------------------------------------------ */

static const struct {
    const char *word, *text;
} ends[OUTGOING_END_COUNT] = {
    [OUTGOING_REPLIED] = {"replied", MESSAGE("it replied")},
    [OUTGOING_NO_LIBRARY] = {"no-library", MESSAGE("libcurl is missing on the server; "
                                                   "apt-get install libcurl4 brings it")},
    [OUTGOING_BAD_URL] = {"bad-url", MESSAGE("this is no address that is sent to")},
    [OUTGOING_NOT_PUBLIC] = {"not-public", MESSAGE("its address is not a public one")},
    [OUTGOING_UNKNOWN] = {"unknown-host", MESSAGE("no address is known for its name")},
    [OUTGOING_UNREACHABLE] = {"unreachable", MESSAGE("it cannot be reached")},
    [OUTGOING_UNTRUSTED] = {"untrusted", MESSAGE("its certificate does not hold")},
    [OUTGOING_SLOW] = {"slow", MESSAGE("no whole reply came in time")},
    [OUTGOING_LONG] = {"long", MESSAGE("its reply is too long")},
    [OUTGOING_REFUSED] = {"refused", MESSAGE("the mail server refused")},
    [OUTGOING_STOPPED] = {"stopped", MESSAGE("the server was stopped meanwhile")},
};

const char *outgoing_end_text(enum outgoing_end end)
{
    return message(ends[end].text);
}

const char *outgoing_end_word(enum outgoing_end end)
{
    return ends[end].word;
}

/* --- addresses as text ----------------------------------------------------------------------- */

static bool is_host_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

/* A name or an address; one of version 6 in brackets; then perhaps a port. */
static bool is_authority(str s)
{
    i64 i = 0;
    if (s.n && s.p[0] == '[') {
        i = str_find_char(s, ']') + 1;
        if (i < 4)
            return false;
    } else {
        while (i < s.n && is_host_character(s.p[i]))
            i++;
    }
    if (i == 0 || i == s.n)
        return i > 0;
    i64 port = 0;
    return s.p[i] == ':' && str_to_i64(str_sub(s, i + 1, s.n), &port) && port > 0 && port < 65536;
}

bool outgoing_url_is_sound(str url, u32 allow)
{
    bool plain = allow & OUTGOING_ALLOW_PLAIN;
    i64 head = str_starts(url, S("https://"))           ? 8
               : str_starts(url, S("smtps://"))         ? 8
               : str_starts(url, S("smtp://"))          ? 7
               : plain && str_starts(url, S("http://")) ? 7
                                                        : 0;
    if (!head || url.n >= OUTGOING_URL_MAX)
        return false;
    for (i64 i = 0; i < url.n; i++)
        if (url.p[i] <= ' ' || url.p[i] >= 127 || url.p[i] == '\\' || url.p[i] == '#')
            return false;
    str rest = str_sub(url, head, url.n);
    i64 end = 0;
    while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?')
        end++;
    return is_authority(str_sub(rest, 0, end));
}

/* --- the library ------------------------------------------------------------------------------ */

#define CURL_FUNCTIONS(X)                                                                          \
    X(global_init)                                                                                 \
    X(easy_init)                                                                                   \
    X(easy_setopt)                                                                                 \
    X(easy_perform)                                                                                \
    X(easy_getinfo)                                                                                \
    X(easy_cleanup)                                                                                \
    X(slist_append)                                                                                \
    X(slist_free_all)

/* The real functions, behind the macros that check their types. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
static struct {
#define AS_MEMBER(name) __typeof__(curl_##name) *name;
    CURL_FUNCTIONS(AS_MEMBER)
    bool there;
} curl;
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static bool find_function(void *library, const char *name, void *out)
{
    void *function = dlsym(library, name);
    memcpy(out, &function, sizeof function);
    return function != NULL;
}

static void load_curl(void)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return;
    bool all = true;
#define FIND(name) all = all && find_function(library, "curl_" #name, &curl.name);
    CURL_FUNCTIONS(FIND)
    curl.there = all && curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/* --- one request ------------------------------------------------------------------------------ */

struct running {
    const struct outgoing *o;
    struct outgoing_reply *reply;
    i64 head_n, sent;
    bool not_public, too_long;
};

/* Every connection begins here, with the address it will go to. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct running *r = context;
    (void)purpose;
    const u8 *bytes = NULL;
    i64 n = 0;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    if (to->family == AF_INET && to->addrlen >= sizeof four) {
        memcpy(&four, &to->addr, sizeof four);
        bytes = (const u8 *)&four.sin_addr;
        n = ADDRESS_BYTES_4;
    } else if (to->family == AF_INET6 && to->addrlen >= sizeof six) {
        memcpy(&six, &to->addr, sizeof six);
        bytes = (const u8 *)&six.sin6_addr;
        n = ADDRESS_BYTES_6;
    }
    if (!bytes || (!(r->o->allow & OUTGOING_ALLOW_PRIVATE) && !address_is_public(bytes, n))) {
        r->not_public = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_body(char *p, size_t size, size_t count, void *context)
{
    struct running *r = context;
    struct outgoing_reply *reply = r->reply;
    i64 n = (i64)(size * count), fits = i64_min(n, reply->body_max - reply->body_n);
    if (fits > 0)
        memcpy(reply->body + reply->body_n, p, (size_t)fits);
    reply->body_n += i64_max(fits, 0);
    r->too_long = r->too_long || fits < n;
    return r->too_long ? 0 : size * count;
}

static size_t take_head(char *p, size_t size, size_t count, void *context)
{
    (void)p;
    struct running *r = context;
    r->head_n += (i64)(size * count);
    r->too_long = r->too_long || r->head_n > OUTGOING_HEAD_BYTES_MAX;
    return r->too_long ? 0 : size * count;
}

static size_t give_mail(char *p, size_t size, size_t count, void *context)
{
    struct running *r = context;
    i64 n = i64_min((i64)(size * count), r->o->body.n - r->sent);
    memcpy(p, r->o->body.p + r->sent, (size_t)n);
    r->sent += n;
    return (size_t)n;
}

static int look_for_stop(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct running *r = context;
    (void)a, (void)b, (void)c, (void)d;
    return r->o->stop && __atomic_load_n(r->o->stop, __ATOMIC_ACQUIRE) != 0;
}

static bool is_mail(const struct outgoing *o)
{
    return str_starts(str_c(o->url), S("smtp"));
}

static struct curl_slist *list_add(struct curl_slist *list, const char *line, bool *ok)
{
    struct curl_slist *longer = curl.slist_append(list, line);
    *ok = *ok && longer;
    return longer ? longer : list;
}

/* What holds for every request. */
static bool set_bounds(CURL *h, struct running *r)
{
    const struct outgoing *o = r->o;
    bool plain = o->allow & OUTGOING_ALLOW_PLAIN;
    long ms = (long)(o->timeout_ms ? o->timeout_ms : OUTGOING_MS);
    return !curl.easy_setopt(h, CURLOPT_URL, o->url) &&
           !curl.easy_setopt(h, CURLOPT_PROTOCOLS_STR,
                             is_mail(o) ? "smtp,smtps"
                             : plain    ? "http,https"
                                        : "https") &&
           !curl.easy_setopt(h, CURLOPT_PROXY, "") && /* not that of the environment either */
           !curl.easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L) &&
           !curl.easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
           !curl.easy_setopt(h, CURLOPT_NOSIGNAL, 1L) &&
           !curl.easy_setopt(h, CURLOPT_TIMEOUT_MS, ms) &&
           !curl.easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, ms) &&
           !curl.easy_setopt(h, CURLOPT_FORBID_REUSE, 1L) &&
           !curl.easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) &&
           !curl.easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L) &&
           !curl.easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L) &&
           (!o->ca_file || !curl.easy_setopt(h, CURLOPT_CAINFO, o->ca_file)) &&
           !curl.easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
           !curl.easy_setopt(h, CURLOPT_OPENSOCKETDATA, r) &&
           !curl.easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body) &&
           !curl.easy_setopt(h, CURLOPT_WRITEDATA, r) &&
           !curl.easy_setopt(h, CURLOPT_HEADERFUNCTION, take_head) &&
           !curl.easy_setopt(h, CURLOPT_HEADERDATA, r) &&
           !curl.easy_setopt(h, CURLOPT_NOPROGRESS, 0L) &&
           !curl.easy_setopt(h, CURLOPT_XFERINFOFUNCTION, look_for_stop) &&
           !curl.easy_setopt(h, CURLOPT_XFERINFODATA, r);
}

static bool set_http(CURL *h, const struct outgoing *o, struct curl_slist **list)
{
    bool ok = true;
    *list = list_add(*list, "Expect:", &ok); /* no waiting for a 100 */
    for (i64 i = 0; i < o->field_count; i++)
        *list = list_add(*list, o->fields[i].line, &ok);
    ok = ok && !curl.easy_setopt(h, CURLOPT_HTTPHEADER, *list) &&
         !curl.easy_setopt(h, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
         !curl.easy_setopt(h, CURLOPT_USERAGENT, "etalon/" ETALON_VERSION);
    if (ok && o->post)
        ok = !curl.easy_setopt(h, CURLOPT_POST, 1L) &&
             !curl.easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)o->body.n) &&
             !curl.easy_setopt(h, CURLOPT_POSTFIELDS, o->body.n ? o->body.p : "");
    return ok;
}

static bool set_mail(CURL *h, struct running *r, struct curl_slist **list)
{
    const struct outgoing *o = r->o;
    bool ok = true, plain = o->allow & OUTGOING_ALLOW_PLAIN;
    for (const char *const *to = o->to; to && *to; to++)
        *list = list_add(*list, *to, &ok);
    ok = ok && *list && o->from && !curl.easy_setopt(h, CURLOPT_MAIL_FROM, o->from) &&
         !curl.easy_setopt(h, CURLOPT_MAIL_RCPT, *list) &&
         !curl.easy_setopt(h, CURLOPT_USE_SSL, (long)(plain ? CURLUSESSL_TRY : CURLUSESSL_ALL)) &&
         !curl.easy_setopt(h, CURLOPT_UPLOAD, 1L) &&
         !curl.easy_setopt(h, CURLOPT_INFILESIZE_LARGE, (curl_off_t)o->body.n) &&
         !curl.easy_setopt(h, CURLOPT_READFUNCTION, give_mail) &&
         !curl.easy_setopt(h, CURLOPT_READDATA, r);
    if (ok && o->user)
        ok = !curl.easy_setopt(h, CURLOPT_USERNAME, o->user) &&
             !curl.easy_setopt(h, CURLOPT_PASSWORD, o->password ? o->password : "");
    return ok;
}

static enum outgoing_end end_of(const struct running *r, CURLcode code)
{
    if (r->not_public && code != CURLE_OK)
        return OUTGOING_NOT_PUBLIC;
    if (r->too_long)
        return OUTGOING_LONG;
    switch (code) {
    case CURLE_OK: return OUTGOING_REPLIED;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return OUTGOING_BAD_URL;
    case CURLE_COULDNT_RESOLVE_HOST: return OUTGOING_UNKNOWN;
    case CURLE_OPERATION_TIMEDOUT: return OUTGOING_SLOW;
    case CURLE_ABORTED_BY_CALLBACK: return OUTGOING_STOPPED;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED: return OUTGOING_UNTRUSTED;
    case CURLE_LOGIN_DENIED:
    case CURLE_SEND_ERROR:
    case CURLE_WEIRD_SERVER_REPLY: return is_mail(r->o) ? OUTGOING_REFUSED : OUTGOING_UNREACHABLE;
    default: return OUTGOING_UNREACHABLE;
    }
}

/* Printable ASCII of at most what fits. */
static void copy_plainly(char *out, i64 room, const char *text)
{
    i64 n = 0;
    for (; text[n] && n < room - 1; n++)
        out[n] = text[n] >= ' ' && text[n] < 127 ? text[n] : '?';
    out[n] = 0;
}

static void perform(CURL *h, struct running *r)
{
    char words[CURL_ERROR_SIZE] = "";
    struct curl_slist *list = NULL;
    bool ok = !curl.easy_setopt(h, CURLOPT_ERRORBUFFER, words) && set_bounds(h, r) &&
              (is_mail(r->o) ? set_mail(h, r, &list) : set_http(h, r->o, &list));
    CURLcode code = ok ? curl.easy_perform(h) : CURLE_URL_MALFORMAT;
    long status = 0;
    curl_off_t after = 0;
    const char *type = NULL;
    curl.easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    curl.easy_getinfo(h, CURLINFO_RETRY_AFTER, &after);
    curl.easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
    r->reply->end = end_of(r, code);
    r->reply->status = (i32)status;
    r->reply->retry_after_s = after;
    copy_plainly(r->reply->type, OUTGOING_TYPE_MAX, type ? type : "");
    copy_plainly(r->reply->detail, OUTGOING_DETAIL_MAX, words);
    curl.slist_free_all(list);
}

void outgoing_system(void *self, const struct outgoing *o, struct outgoing_reply *reply)
{
    (void)self;
    struct running r = {.o = o, .reply = reply};
    pthread_once(&curl_once, load_curl);
    CURL *h = curl.there ? curl.easy_init() : NULL;
    if (!h) {
        reply->end = OUTGOING_NO_LIBRARY;
        return;
    }
    perform(h, &r);
    curl.easy_cleanup(h);
}

void outgoing_send(const struct platform *p, const struct outgoing *o, struct outgoing_reply *reply)
{
    *reply = (struct outgoing_reply){.body = reply->body, .body_max = reply->body_max};
    if (!outgoing_url_is_sound(str_c(o->url), o->allow))
        reply->end = OUTGOING_BAD_URL;
    else
        p->outgoing(p->self, o, reply);
}
