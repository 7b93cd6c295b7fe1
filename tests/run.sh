#!/usr/bin/env bash
# Runs every test of the clone, needs only the .NET SDK. The last line counts: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build ChatTriage.sln --nologo -v minimal -clp:ErrorsOnly || { echo "0 passed, 1 failed"; exit 1; }

status=0
for project in tests/*.Tests; do
    dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$(basename "$project").trx" --results-directory "$results" || status=1
done

# A run that reports nothing must not count as passed.
passed=$(grep -ho '<UnitTestResult [^>]*outcome="Passed"' "$results"/*.trx 2>/dev/null | wc -l)
failed=$(grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results"/*.trx 2>/dev/null | wc -l)
[ "$passed" -gt 0 ] || status=1
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
exit "$status"
