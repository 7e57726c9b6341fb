#!/bin/sh
# Type checking can stop without a word: a planted error must be found.
set -eu
cd "$(dirname "$0")/.."
planted=src/canary_planted.ts
trap 'rm -f "$planted"' EXIT
echo 'export const planted: number = "no number";' >"$planted"
! npx svelte-check --output machine 2>/dev/null | grep -q 'canary_planted.ts.*not assignable' && exit 1
exit 0
