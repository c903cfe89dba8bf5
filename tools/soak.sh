#!/usr/bin/env bash
# Runs `polycloud up` over sockets for some minutes with some faults on, samples memory, threads, handles and files of its processes,
# and prints one table. Usage: tools/soak.sh MINUTES [DATA]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
minutes=${1:?minutes are missing}
data=${2:-$(mktemp -d)}
program=${POLYCLOUD_DLL:-$root/src/Cli/bin/Release/net10.0/polycloud.dll}
every=${EVERY:-60}

mkdir -p "$data"
dotnet "$program" up --seed 7 --data "$data/run" --summary json \
  --set engine.asymmetric.restBehindTouch=0.02 --set engine.risk.maximumConsecutiveLosses=1000 --set engine.risk.maximumDailyLoss=1000 \
  --fault late-deltas=0.2 --fault duplicate-events=0.2 --fault reordered-events=0.1 --fault truncated-frame=0.001 \
  --fault lost-answer=0.01 --fault lost-request=0.01 --fault trade-retry=0.1 \
  > "$data/output" 2>&1 &
run=$!
trap 'kill -TERM $run 2>/dev/null || true' EXIT
sleep 15

# The supervisor and the processes it started: simulator, worker, control plane.
members() { printf '%s\n' "$run"; pgrep -P "$run" || true; }
name() { tr '\0' '\n' < "/proc/$1/cmdline" 2>/dev/null | sed -n 3p; }
# Resident memory by what it is: the heaps, the program's files, and the code that was compiled while running.
resident() { awk -v of="$2:" '$1 == of { print $2 }' "/proc/$1/status"; }
printf '%8s %-16s %10s %10s %10s %8s %8s %12s\n' second process heaps_kib files_kib code_kib threads handles data_kib
began=$SECONDS
while [ $((SECONDS - began)) -le $((minutes * 60)) ]; do
  size=$(du -sk "$data/run" | cut -f1)
  for pid in $(members); do
    [ -r "/proc/$pid/status" ] || continue
    threads=$(awk '/^Threads/ { print $2 }' "/proc/$pid/status")
    handles=$(find "/proc/$pid/fd" -maxdepth 1 -type l | wc -l)
    printf '%8d %-16s %10s %10s %10s %8s %8s %12s\n' $((SECONDS - began)) "$(name "$pid")" \
      "$(resident "$pid" RssAnon)" "$(resident "$pid" RssFile)" "$(resident "$pid" RssShmem)" "$threads" "$handles" "$size"
  done
  sleep "$every"
done

kill -TERM "$run"
code=0
wait "$run" || code=$?
trap - EXIT
tail -n 1 "$data/output"
echo "exit code $code"
exit "$code"
