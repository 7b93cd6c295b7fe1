#!/usr/bin/env bash
# Runs every test of the clone. Needs the .NET SDK; Chromium (the page), Node with npm (the mini-program), PostgreSQL, Redis and nginx (the
# replicas; the tests start and stop them in folders of their own) are installed by apt where they are missing. The last line counts: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# The font lets the screenshots show Chinese. Where the packages cannot be had the tests that need them fail and say so.
missing=()
[ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium fonts-noto-cjk)
command -v npm >/dev/null || missing+=(nodejs npm)
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
[ -x /usr/sbin/nginx ] || missing+=(nginx-light)
if [ "${#missing[@]}" -gt 0 ] && command -v apt-get >/dev/null; then
    root=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
fi

dotnet build ChatTriage.sln --nologo -v minimal -clp:ErrorsOnly || { echo "0 passed, 1 failed"; exit 1; }

status=0
for project in tests/*.Tests; do
    dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$(basename "$project").trx" --results-directory "$results" || status=1
done

# A run that reports nothing must not count as passed.
passed=$(grep -ho '<UnitTestResult [^>]*outcome="Passed"' "$results"/*.trx 2>/dev/null | wc -l)
failed=$(grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx 2>/dev/null | wc -l)
[ "$passed" -gt 0 ] || status=1

(cd src/miniprogram && npm ci --no-audit --no-fund --loglevel=error && node --test --test-reporter=tap tests/*.test.js) >"$results/miniprogram.tap" || status=1
grep -A 20 '^not ok' "$results/miniprogram.tap"
passed=$((passed + $(grep -c '^ok ' "$results/miniprogram.tap")))
failed=$((failed + $(grep -c '^not ok ' "$results/miniprogram.tap")))

[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
# Named again at the end, where somebody who sees only the tail of a long run finds them.
grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx 2>/dev/null | sed 's/.*testName="\([^"]*\)".*/failed: \1/'
grep -h '^not ok ' "$results/miniprogram.tap" | sed 's/^not ok [0-9]* - /failed: /'
echo "$passed passed, $failed failed"
exit "$status"
