#define _GNU_SOURCE
#include "base/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/landlock.h of Debian 12 knows the first two versions only. */
struct ruleset {
    u64 files, net, scoped;
};
enum {
    RULESET_VERSION = 1 << 0,
    ERRNO_PERM = 1,
    FILE_RIGHTS_1 = (1 << 13) - 1, /* execute … make symlinks */
    FILE_RIGHTS_2 = 1 << 13,       /* link and rename across folders */
    FILE_RIGHTS_3 = 1 << 14,       /* truncate */
    FILE_RIGHTS_5 = 1 << 15,       /* ioctl on devices */
    NET_RIGHTS_4 = 3,              /* bind and connect by TCP */
    SCOPES_6 = 3,                  /* abstract sockets and signals to others */
};

static i32 landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, RULESET_VERSION);
    return version > 0 ? (i32)version : 0;
}

/* Everything it can forbid, and no exception. */
static i32 enter_landlock(void)
{
    i32 version = landlock_version();
    if (version == 0)
        return 0;
    struct ruleset r = {.files = FILE_RIGHTS_1};
    size_t bytes = version >= 6 ? sizeof r : version >= 4 ? 2 * sizeof(u64) : sizeof(u64);
    r.files |= version >= 2 ? FILE_RIGHTS_2 : 0;
    r.files |= version >= 3 ? FILE_RIGHTS_3 : 0;
    r.files |= version >= 5 ? FILE_RIGHTS_5 : 0;
    r.net = version >= 4 ? NET_RIGHTS_4 : 0;
    r.scoped = version >= 6 ? SCOPES_6 : 0;
    long ruleset = syscall(SYS_landlock_create_ruleset, &r, bytes, 0);
    if (ruleset < 0)
        return 0;
    bool ok = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close((int)ruleset);
    return ok ? version : 0;
}

/* Reading, writing, memory, time, ending: what a parser needs of a kernel. */
static const u32 allowed[] = {
    SYS_read,         SYS_write,         SYS_readv,      SYS_writev,          SYS_close,
    SYS_fstat,        SYS_newfstatat,    SYS_lseek,      SYS_munmap,          SYS_mremap,
    SYS_madvise,      SYS_brk,           SYS_futex,      SYS_rt_sigaction,    SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_clock_gettime, SYS_getrandom,  SYS_getpid,          SYS_gettid,
    SYS_tgkill,       SYS_exit,          SYS_exit_group, SYS_restart_syscall,
};
enum { ALLOWED = sizeof allowed / sizeof *allowed, PROGRAM_MAX = 2 * ALLOWED + 24 };

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH
static const u32 verdict_no = SECCOMP_RET_ERRNO | ERRNO_PERM;

static u32 put(struct sock_filter *program, u32 n, struct sock_filter line)
{
    program[n] = line;
    return n + 1;
}

/* If the number is `call`: allowed, unless the protection in its third argument has `bits`. */
static u32 put_call(struct sock_filter *p, u32 n, u32 call, u32 bits)
{
    struct sock_filter load =
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2]));
    struct sock_filter no = BPF_STMT(BPF_RET | BPF_K, verdict_no);
    struct sock_filter yes = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    if (bits == 0) {
        n = put(p, n, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        return put(p, n, yes);
    }
    n = put(p, n, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
    n = put(p, n, load);
    n = put(p, n, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    n = put(p, n, no);
    return put(p, n, yes);
}

static bool enter_filter(void)
{
    struct sock_filter p[PROGRAM_MAX];
    struct sock_filter arch =
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    struct sock_filter number =
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    struct sock_filter kill = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    u32 n = put(p, 0, arch);
    n = put(p, n, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0));
    n = put(p, n, kill);
    n = put(p, n, number);
    for (u32 i = 0; i < ALLOWED; i++)
        n = put_call(p, n, allowed[i], 0);
    n = put_call(p, n, SYS_mmap, PROT_EXEC);
    n = put_call(p, n, SYS_mprotect, PROT_EXEC);
    n = put(p, n, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict_no));
    struct sock_fprog program = {.len = (unsigned short)n, .filter = p};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static bool enter_filter(void)
{
    return false; /* numbers of system calls are the processor's */
}
#endif

static bool limit(int what, i64 most)
{
    struct rlimit r = {(rlim_t)most, (rlim_t)most};
    return setrlimit((__rlimit_resource_t)what, &r) == 0;
}

/* AddressSanitizer's shadow is terabytes of address space. */
static bool limit_memory(i64 bytes)
{
#ifdef __SANITIZE_ADDRESS__
    (void)bytes;
    return true;
#else
    return limit(RLIMIT_AS, bytes);
#endif
}

/* When the machine runs out of memory, this one goes first. */
static void volunteer(void)
{
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ssize_t ignored = write(file, "1000", 4);
    (void)ignored;
    close(file);
}

struct sandbox sandbox_enter(const struct sandbox_limits *limits)
{
    struct sandbox s = {0};
    volunteer();
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    bool bound = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    s.landlock = bound ? enter_landlock() : 0; /* wants a descriptor */
    s.limits = limit(RLIMIT_CPU, limits->seconds) & limit_memory(limits->bytes) &
               limit(RLIMIT_CORE, 0) & limit(RLIMIT_FSIZE, 0) & limit(RLIMIT_NOFILE, 0);
    s.filter = bound && enter_filter(); /* last: it forbids the rest of this */
    return s;
}

struct sandbox sandbox_probe(void)
{
    bool filter = prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
#ifndef OUR_ARCH
    filter = false;
#endif
    return (struct sandbox){.landlock = landlock_version(), .filter = filter, .limits = true};
}
