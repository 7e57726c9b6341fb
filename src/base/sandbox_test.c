/* As an attacker: a process in the sandbox tries to get out, and ends with what it reached. Each
 * attempt is made outside first, where it must go well: else the test would see nothing. */
#define _GNU_SOURCE /* pipe2, memfd_create */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A sanitizer asks the system for what no sandbox gives. */
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif

static bool opens_a_file(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}
static bool opens_its_memory(void)
{
    return open("/proc/self/mem", O_RDWR) >= 0;
}
static bool makes_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}
static bool makes_a_pair(void)
{
    int pair[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
}
static bool starts_a_process(void)
{
    long child = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0)
        _exit(0);
    return child > 0 && waitpid((pid_t)child, NULL, 0) == child;
}
static bool runs_a_program(void)
{
    char *const words[] = {(char[]){"true"}, NULL};
    int ends[2];
    /* where it may, it becomes another program and closes the end of the pipe */
    if (pipe2(ends, O_CLOEXEC) != 0)
        return execve("/bin/true", words, NULL) == 0;
    pid_t child = fork();
    if (child == 0) {
        execve("/bin/true", words, NULL);
        char no = 'n';
        _exit(write(ends[1], &no, 1) == 1);
    }
    close(ends[1]);
    char said;
    bool ran = read(ends[0], &said, 1) == 0;
    waitpid(child, NULL, 0);
    return ran;
}
static bool follows_a_process(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}
static bool makes_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED;
}
static bool turns_data_to_code(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p != MAP_FAILED && mprotect(p, 4096, PROT_READ | PROT_EXEC) == 0;
}
static bool signals_its_parent(void)
{
    return kill(getppid(), 0) == 0;
}
static bool makes_a_file(void)
{
    int file = memfd_create("x", 0);
    return file >= 0;
}
static bool asks_who_it_is(void)
{
    return syscall(SYS_getuid) >= 0 && errno != EPERM;
}

static const struct {
    const char *what;
    bool (*attempt)(void);
} attempts[] = {
    {"opens a file", opens_a_file},
    {"opens its memory", opens_its_memory},
    {"makes a socket", makes_a_socket},
    {"makes a pair of sockets", makes_a_pair},
    {"starts a process", starts_a_process},
    {"runs a program", runs_a_program},
    {"follows a process", follows_a_process},
    {"makes code", makes_code},
    {"turns data to code", turns_data_to_code},
    {"signals its parent", signals_its_parent},
    {"makes a file in memory", makes_a_file},
    {"asks who it is", asks_who_it_is},
};
enum { ATTEMPTS = sizeof attempts / sizeof *attempts };

/* 0: refused, 1: it went well, 2: it ended by a signal. */
static int try_one(bool (*attempt)(void), bool inside)
{
    const struct sandbox_limits limits = {5, 1ll << 32};
    pid_t child = fork();
    int status;
    if (child == 0) {
        if (inside)
            sandbox_enter(&limits);
        errno = 0;
        _exit(attempt());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

static void nothing_of_what_an_attacker_tries_goes_well(void **state)
{
    (void)state;
    if (SANITIZED || !sandbox_probe().filter)
        skip();
    for (int i = 0; i < ATTEMPTS; i++) {
        if (try_one(attempts[i].attempt, false) != 1)
            fail_msg("outside, nobody %s: the test sees nothing", attempts[i].what);
        if (try_one(attempts[i].attempt, true) != 0)
            fail_msg("in the sandbox it %s", attempts[i].what);
    }
}

static bool counts_for_ever(void)
{
    for (volatile unsigned long i = 0;; i++)
        continue;
    return true;
}

#ifndef __SANITIZE_ADDRESS__
static bool takes_all_memory(void)
{
    size_t step = 1 << 26, all = 0;
    for (;; all += step) {
        char *p = mmap(NULL, step, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED)
            return all > (1ull << 33); /* the limit is 4 GiB */
    }
}
#endif

static void a_bomb_hits_its_limits(void **state)
{
    const struct sandbox_limits second = {1, 1ll << 32};
    int status;
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        sandbox_enter(&second);
        counts_for_ever();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) &&
                (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL));
#ifndef __SANITIZE_ADDRESS__
    assert_int_equal(try_one(takes_all_memory, true), 0);
#endif
}

static bool holds_less_than_the_kernel_has(void)
{
    const struct sandbox_limits limits = {5, 1ll << 32};
    struct sandbox could = sandbox_probe(), is = sandbox_enter(&limits);
    return is.landlock != could.landlock || is.filter != could.filter || !is.limits;
}

static void it_says_what_holds(void **state)
{
    (void)state;
    if (SANITIZED)
        skip();
    assert_int_equal(try_one(holds_less_than_the_kernel_has, false), 0);
}

static void what_it_was_given_it_can_use(void **state)
{
    const struct sandbox_limits limits = {5, 1ll << 32};
    int ends[2], status;
    char said[6] = "";
    (void)state;
    if (SANITIZED)
        skip();
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        sandbox_enter(&limits);
        void *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        _exit(p == MAP_FAILED || write(ends[1], "alive", 5) != 5);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(read(ends[0], said, 5), 5);
    assert_string_equal(said, "alive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_what_an_attacker_tries_goes_well),
        cmocka_unit_test(a_bomb_hits_its_limits),
        cmocka_unit_test(it_says_what_holds),
        cmocka_unit_test(what_it_was_given_it_can_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
