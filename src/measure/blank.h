/* blank.h - answers before anything is measured: no figure is zero by accident, each is NAN
 * and "cannot say". Internal to measure/. */
#pragma once

#include "measure/answers.h"

void answers_blank(struct answers *a);
