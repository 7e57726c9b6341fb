/* base.h - the C we wish we had: the types, attributes and small modules that every
 * other room may use. Include this one header; the modules below have one job each. */
#pragma once

#include "base/types.h"

#include "base/arena.h"
#include "base/str.h"

#include "base/bits.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/message.h"
#include "base/money.h"
#include "base/par.h"
#include "base/rng.h"
#include "base/sort.h"
#include "base/vec.h"
