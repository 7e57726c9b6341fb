/* sandbox.h - a process that reads what strangers wrote gives up everything but that: no files, no
 * sockets, no other processes, no new code, little time and memory. It keeps the descriptors it
 * has. What the kernel offers of it is taken (Landlock since 5.13, its network rules since 6.7);
 * what is missing is said, never assumed.
 *
 * Law: there is no way back. To be called before the first byte of a stranger is read. */
#pragma once

#include "base/types.h"

struct sandbox_limits {
    i64 seconds; /* of processor time; beyond it the process ends */
    i64 bytes;   /* of address space */
};

/* What holds from now on. */
struct sandbox {
    i32 landlock; /* its version; 0: the kernel has none */
    bool filter;  /* of system calls */
    bool limits;
};
struct sandbox sandbox_enter(const struct sandbox_limits *limits);
/* What a sandbox here could hold, without entering one. */
struct sandbox sandbox_probe(void);
