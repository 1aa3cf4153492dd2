"""``python -m tests.portal --articles 2000``: serve a replica until SIGTERM; the first line printed is its address."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal

from tests.portal.portal import Portal


def main() -> None:
    """Parse the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.portal", description=__doc__)
    parser.add_argument("--articles", type=int, default=200, help="size of the portal (default 200)")
    parser.add_argument("--port", type=int, default=0, help="0: chosen by the system")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--no-log", action="store_true", help="keep no request log (long load tests)")
    parser.add_argument("--truth", metavar="FILE", help="write the ground truth as JSON Lines and end")
    args = parser.parse_args()
    portal = Portal(args.articles, args.seed)
    if args.truth:
        with open(args.truth, "w", encoding="utf-8") as lines:  # noqa: PTH123
            for truth in portal.site.truth():
                lines.write(json.dumps(truth, ensure_ascii=False) + "\n")
        return
    portal.configure(latency=args.latency, log=not args.no_log)
    asyncio.run(_serve(portal, args.port))


async def _serve(portal: Portal, port: int) -> None:
    done = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, done.set)
    await portal.server.start(port)
    print(f"http://127.0.0.1:{portal.server.port}", flush=True)
    await done.wait()
    portal.server.stop()


if __name__ == "__main__":
    main()
