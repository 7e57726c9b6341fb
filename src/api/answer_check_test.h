/* answer_check_test.h - does an answer have the shape that its row promises? Asked of every answer
 * that tests of this room get: OpenAPI says what is, or a test fails. */
#pragma once

#include "http/call.h"

/* Fails the test, with the first problem, when an answer that went well does not fit. */
void check_answer(const struct call *c);
/* How many were checked so far, so that a test can see that some were. */
i64 answers_checked(void);
