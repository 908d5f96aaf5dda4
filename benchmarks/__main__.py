"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

from benchmarks import bench_deal, bench_serve, bench_slack, bench_standup, bench_tick

if __name__ == "__main__":
    for bench in (bench_slack, bench_tick, bench_deal, bench_standup, bench_serve):
        print(f"{bench.__name__.rpartition('.')[2]}: {(bench.__doc__ or '').splitlines()[0]}", flush=True)
        bench.main()
        print(flush=True)
