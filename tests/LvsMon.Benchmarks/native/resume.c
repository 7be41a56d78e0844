/* resume CERTIFICATE KEY NAME N: what resuming sessions of TLS would save.
 * N handshakes of each kind between a client and a server in this process, in memory: the processor time of each side,
 * and the bytes that the server sends. CERTIFICATE is PEM, signed by itself; the client verifies it as a check does.
 *   gcc -O2 -o resume resume.c -l:libssl.so.3 -l:libcrypto.so.3
 * The headers of libssl are not needed: the package with them is not among those of .ci/run. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct context SSL_CTX;
typedef struct connection SSL;
typedef struct session SSL_SESSION;
typedef struct stream BIO;
typedef struct method SSL_METHOD;
SSL_METHOD *TLS_client_method(void), *TLS_server_method(void);
SSL_CTX *SSL_CTX_new(SSL_METHOD *);
long SSL_CTX_ctrl(SSL_CTX *, int, long, void *), SSL_ctrl(SSL *, int, long, void *);
int SSL_CTX_use_certificate_chain_file(SSL_CTX *, const char *), SSL_CTX_load_verify_file(SSL_CTX *, const char *);
int SSL_CTX_use_PrivateKey_file(SSL_CTX *, const char *, int);
void SSL_CTX_set_verify(SSL_CTX *, int, void *);
SSL *SSL_new(SSL_CTX *);
int SSL_set1_host(SSL *, const char *), SSL_set_session(SSL *, SSL_SESSION *), SSL_session_reused(SSL *);
int BIO_new_bio_pair(BIO **, size_t, BIO **, size_t);
uint64_t BIO_number_written(BIO *);
void SSL_set_bio(SSL *, BIO *, BIO *), SSL_set_connect_state(SSL *), SSL_set_accept_state(SSL *), SSL_free(SSL *);
void SSL_set_shutdown(SSL *, int);
int SSL_do_handshake(SSL *), SSL_read(SSL *, void *, int), SSL_write(SSL *, const void *, int);
SSL_SESSION *SSL_get1_session(SSL *);
void SSL_SESSION_free(SSL_SESSION *);

enum { PEM = 1, VERIFY_PEER = 1, SET_NAME = 55, SET_LEAST = 123, SET_MOST = 124, BOTH_ENDED = 3, MOST_STEPS = 10 };

static int64_t client_ns, server_ns;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void must(int good, const char *what)
{
    if (!good) {
        fprintf(stderr, "resume: %s\n", what);
        exit(1);
    }
}

/* One connection: a handshake and a byte from the server, behind which its tickets have come. Returns its session. */
static SSL_SESSION *connect_once(
    SSL_CTX *ours, SSL_CTX *theirs, const char *name, SSL_SESSION *old, uint64_t *bytes)
{
    BIO *near, *far;
    must(BIO_new_bio_pair(&near, 0, &far, 0), "no memory");
    char byte = 'x';
    int is_told = 0, is_read = 0;
    int64_t from = now();
    SSL *client = SSL_new(ours);
    SSL_set_bio(client, near, near);
    SSL_set_connect_state(client);
    SSL_set1_host(client, name);
    SSL_ctrl(client, SET_NAME, 0, (void *)name);
    if (old)
        SSL_set_session(client, old);
    client_ns += now() - from;
    from = now();
    SSL *server = SSL_new(theirs);
    SSL_set_bio(server, far, far);
    SSL_set_accept_state(server);
    server_ns += now() - from;
    for (int step = 0; !is_read; step++) {
        must(step < MOST_STEPS, "the handshake failed");
        from = now();
        is_read = SSL_do_handshake(client) == 1 && SSL_read(client, &byte, 1) == 1;
        client_ns += now() - from;
        from = now();
        if (SSL_do_handshake(server) == 1 && !is_told)
            is_told = SSL_write(server, &byte, 1) == 1;
        server_ns += now() - from;
    }
    must(SSL_session_reused(client) == (old != 0), "a session was not resumed");
    *bytes += BIO_number_written(far);
    from = now();
    SSL_SESSION *session = SSL_get1_session(client);
    SSL_set_shutdown(client, BOTH_ENDED); /* OpenSSL resumes no session whose connection broke off. */
    SSL_free(client);
    client_ns += now() - from;
    from = now();
    SSL_set_shutdown(server, BOTH_ENDED);
    SSL_free(server);
    server_ns += now() - from;
    return session;
}

static void measure(SSL_CTX *ours, SSL_CTX *theirs, const char *name, int is_resumed, int count, const char *title)
{
    uint64_t bytes = 0;
    SSL_SESSION *session = connect_once(ours, theirs, name, 0, &bytes);
    bytes = client_ns = server_ns = 0;
    for (int i = 0; i < count; i++) {
        SSL_SESSION *next = connect_once(ours, theirs, name, is_resumed ? session : 0, &bytes);
        SSL_SESSION_free(session);
        session = next;
    }
    SSL_SESSION_free(session);
    printf("| %s, %s | %.0f | %.0f | %.0f |\n", title, is_resumed ? "resumed" : "whole", client_ns / 1e3 / count,
        server_ns / 1e3 / count, (double)bytes / count);
}

int main(int count, char **words)
{
    must(count == 5, "usage: resume CERTIFICATE KEY NAME N");
    puts("| handshake | the client, µs | the server, µs | bytes from the server |\n| --- | --- | --- | --- |");
    for (int version = 0x0303; version <= 0x0304; version++) {
        SSL_CTX *ours = SSL_CTX_new(TLS_client_method()), *theirs = SSL_CTX_new(TLS_server_method());
        SSL_CTX_ctrl(ours, SET_LEAST, version, 0);
        SSL_CTX_ctrl(ours, SET_MOST, version, 0);
        SSL_CTX_set_verify(ours, VERIFY_PEER, 0);
        must(SSL_CTX_load_verify_file(ours, words[1]) && SSL_CTX_use_certificate_chain_file(theirs, words[1])
            && SSL_CTX_use_PrivateKey_file(theirs, words[2], PEM), "certificate or key cannot be read");
        for (int is_resumed = 0; is_resumed < 2; is_resumed++)
            measure(ours, theirs, words[3], is_resumed, atoi(words[4]), version == 0x0303 ? "TLS 1.2" : "TLS 1.3");
    }
    return 0;
}
