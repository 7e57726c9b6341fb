/* types.h - names for the machine's numbers, and what we ask of the compiler. */
#pragma once

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64;
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef double f64;

/* The answer of a function that can fail: looking away is a compile error. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

#define LENGTH(array) ((i64)(sizeof(array) / sizeof((array)[0])))

static inline i64 i64_min(i64 a, i64 b)
{
    return a < b ? a : b;
}

static inline i64 i64_max(i64 a, i64 b)
{
    return a > b ? a : b;
}

/* Whole-array checks cost too much for release; plain asserts stay on everywhere. */
#ifdef ETALON_DEBUG
#define assert_all(condition) assert(condition)
#else
#define assert_all(condition) ((void)0)
#endif
