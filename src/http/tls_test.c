/* The server by TLS, with a certificate made here; the client is OpenSSL's, the server's side
 * GnuTLS, so two implementations must agree. */
#include "http/server.h"
#include "http/toy_test.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cmocka.h>

static struct toy toy;
static struct arena arena;
static struct server *server;
static char key_pem[4096], certificate_pem[4096];

static void take_text(BIO *from, char *out, int room)
{
    int n = BIO_read(from, out, room - 1);
    assert_true(n > 0);
    out[n] = 0;
    BIO_free(from);
}

static void make_certificate(void)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = X509_new();
    BIO *key_text = BIO_new(BIO_s_mem()), *text = BIO_new(BIO_s_mem());
    assert_true(key && x && key_text && text);
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), -86400);
    X509_gmtime_adj(X509_getm_notAfter(x), 86400);
    X509_set_pubkey(x, key);
    X509_NAME *name = X509_get_subject_name(x);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"127.0.0.1", -1, -1,
                               0);
    X509_set_issuer_name(x, name);
    assert_true(X509_sign(x, key, EVP_sha256()) > 0);
    assert_int_equal(PEM_write_bio_PrivateKey(key_text, key, NULL, NULL, 0, NULL, NULL), 1);
    assert_int_equal(PEM_write_bio_X509(text, x), 1);
    take_text(key_text, key_pem, sizeof key_pem);
    take_text(text, certificate_pem, sizeof certificate_pem);
    X509_free(x);
    EVP_PKEY_free(key);
}

static int setup(void **state)
{
    (void)state;
    struct err e = {0};
    make_certificate();
    toy_init(&toy);
    toy.site.transport_security = true;
    arena_init(&arena, 1 << 20);
    struct server_options o = {
        .manual_ticks = true, .tls_key = key_pem, .tls_certificate = certificate_pem};
    server = server_open(&arena, &toy.dispatcher, &o, &e);
    if (server == NULL)
        fail_msg("%s", e.text);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    server_close(server);
    toy_release(&toy);
    arena_release(&arena);
    return 0;
}

static int dialled(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((u16)server_port(server))};
    struct timeval patience = {20, 0};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return fd;
}

static const char hello[] = "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

/* Reads until `part` has come; what came, in `got`. */
static bool hear(SSL *tls, char *got, int room, const char *part)
{
    int n = 0;
    got[0] = 0;
    while (n < room - 1 && strstr(got, part) == NULL) {
        int more = SSL_read(tls, got + n, room - 1 - n);
        if (more <= 0)
            return false;
        n += more;
        got[n] = 0;
    }
    return true;
}

static bool shake_hands(int version, SSL_CTX **context, SSL **tls, int fd)
{
    *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(*context, 0); /* we would speak anything: the server must not */
    SSL_CTX_set_min_proto_version(*context, version);
    SSL_CTX_set_max_proto_version(*context, version);
    *tls = SSL_new(*context);
    SSL_set_fd(*tls, fd);
    return SSL_connect(*tls) == 1;
}

static void requests_are_answered_by_tls_and_kept_alive(void **state)
{
    (void)state;
    static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};
    for (i64 i = 0; i < LENGTH(versions); i++) {
        char got[8192];
        SSL_CTX *context;
        SSL *tls;
        int fd = dialled();
        assert_true(shake_hands(versions[i], &context, &tls, fd));
        for (i32 k = 0; k < 3; k++) {
            assert_true(SSL_write(tls, hello, sizeof hello - 1) > 0);
            assert_true(hear(tls, got, sizeof got, "{\"said\":\"hello\"}"));
            assert_non_null(strstr(got, "Strict-Transport-Security: max-age="));
        }
        SSL_free(tls);
        SSL_CTX_free(context);
        close(fd);
    }
}

static void old_versions_are_not_spoken(void **state)
{
    (void)state;
    static const int versions[] = {TLS1_VERSION, TLS1_1_VERSION};
    for (i64 i = 0; i < LENGTH(versions); i++) {
        SSL_CTX *context;
        SSL *tls;
        int fd = dialled();
        assert_false(shake_hands(versions[i], &context, &tls, fd));
        SSL_free(tls);
        SSL_CTX_free(context);
        close(fd);
    }
}

static void plain_text_gets_no_answer(void **state)
{
    (void)state;
    char got[1000] = {0};
    int fd = dialled();
    assert_true(send(fd, hello, sizeof hello - 1, MSG_NOSIGNAL) > 0);
    ssize_t n = recv(fd, got, sizeof got - 1, 0);
    assert_true(n < 4 || memcmp(got, "HTTP", 4) != 0);
    assert_int_equal(toy.handled, 0);
    close(fd);
}

#define ROUND(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUND(requests_are_answered_by_tls_and_kept_alive),
        ROUND(old_versions_are_not_spoken),
        ROUND(plain_text_gets_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
