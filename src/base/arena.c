#include "base/arena.h"

#include "base/os.h"

#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ETALON_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ETALON_ASAN 1
#endif
#endif

#ifdef ETALON_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (size_t)(n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (size_t)(n))
/* Poisoned behind the last push. Not the whole reserve: the shadow of a GiB is 128 MiB that
 * would have to be written for every arena. */
enum { ARENA_REDZONE = 16, ARENA_GUARD = 4096 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { ARENA_REDZONE = 0, ARENA_GUARD = 0 };
#endif

/* Above this the pages are given back, below it zeroed when next pushed: zeroing costs a quarter
 * of a page fault, but a great peak should not be held for ever. */
enum { REWIND_MEMSET_MAX = 1 << 26 };

/* Before the first byte: what the copies of an arena share. [0] is the high-water mark of what
 * is not zero, [1] that of what was ever poisoned. */
enum { HEAD = 64 };

static void poison(struct arena *a, i64 from, i64 bytes)
{
    bytes = i64_min(bytes, a->reserved - from);
    POISON(a->base + from, bytes);
    a->touched[1] = i64_max(a->touched[1], from + bytes);
}

void arena_init(struct arena *a, i64 bytes)
{
    assert(bytes > 0);
    bytes = i64_min(bytes, os_reserve_most());
    u8 *block = os_reserve(bytes + HEAD);
    *a = (struct arena){.base = block + HEAD, .reserved = bytes, .touched = (i64 *)(void *)block};
    poison(a, 0, ARENA_GUARD);
}

void arena_release(struct arena *a)
{
    if (a->base) {
        UNPOISON(a->base, a->touched[1]);
        os_unreserve(a->base - HEAD, a->reserved + HEAD);
    }
    *a = (struct arena){0};
}

static i64 round_up(i64 n, i64 align)
{
    return (n + align - 1) & -align;
}

static i64 bytes_of(i64 count, i64 size)
{
    i64 bytes = 0;
    assert(count >= 0 && size > 0);
    assert(!__builtin_mul_overflow(count, size, &bytes));
    return bytes;
}

void *arena_push(struct arena *a, i64 count, i64 size)
{
    i64 bytes = bytes_of(count, size);
    i64 start = round_up(a->used, ARENA_ALIGN);
    assert(a->base && bytes <= a->reserved - start - ARENA_REDZONE && "arena is full");
    u8 *p = a->base + start;
    UNPOISON(p, bytes);
    a->used = start + bytes + ARENA_REDZONE;
    poison(a, start + bytes, ARENA_GUARD);
    if (start < *a->touched)
        memset(p, 0, (size_t)i64_min(bytes, *a->touched - start));
    *a->touched = i64_max(*a->touched, a->used);
    return p;
}

void *arena_grow(struct arena *a, void *old, i64 count, i64 count_new, i64 size)
{
    assert(count_new >= count);
    i64 bytes = bytes_of(count, size);
    u8 *end = old ? (u8 *)old + bytes : NULL;
    bool is_last = old && end + ARENA_REDZONE == a->base + a->used;
    if (is_last) {
        a->used = (u8 *)old - a->base;
        i64 mark = *a->touched;
        *a->touched = i64_min(*a->touched, a->used); /* keep what is there */
        void *p = arena_push(a, count_new, size);
        assert(p == old);
        i64 dirty = mark - (end - a->base);
        if (dirty > 0)
            memset(end, 0, (size_t)i64_min(dirty, bytes_of(count_new, size) - bytes));
        *a->touched = i64_max(*a->touched, mark);
        return p;
    }
    void *p = arena_push(a, count_new, size);
    if (old && bytes)
        memcpy(p, old, (size_t)bytes);
    return p;
}

i64 arena_mark(const struct arena *a)
{
    return a->used;
}

void arena_rewind(struct arena *a, i64 mark)
{
    assert(mark >= 0 && mark <= a->used);
    i64 dead = *a->touched - mark;
    if (dead > REWIND_MEMSET_MAX) {
        i64 page = round_up(mark + HEAD, 4096) - HEAD;
        os_discard(a->base + page, *a->touched - page);
        *a->touched = page;
    }
    poison(a, mark, a->used - mark);
    a->used = mark;
}
