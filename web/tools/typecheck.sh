#!/bin/sh
# Checks types and markup, with one error planted: type checking can stop without a word, so exactly
# that error must be found, and no other and no warning.
set -eu
cd "$(dirname "$0")/.."
planted=src/canary_planted.ts
found=$(mktemp)
trap 'rm -f "$planted" "$found"' EXIT
echo 'export const planted: number = "no number";' >"$planted"
npx svelte-check --output machine >"$found" 2>&1 || true
grep -E ' (ERROR|WARNING) ' "$found" | grep -v 'canary_planted.ts' && exit 1
grep -q 'ERROR.*canary_planted.ts.*not assignable' "$found" || { cat "$found"; echo "the planted error was not found"; exit 1; }
