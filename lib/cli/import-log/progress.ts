import { Presets, SingleBar } from 'cli-progress';

/** Without a terminal, a line of text each time this share of the work is done. */
const SHARE = 0.1;
const TEXT_FROM_LINES = 50_000;

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** Shows progress on standard error: a bar on a terminal, else now and then a plain line. */
export function lineProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(stream) : plainLines(stream);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const format =
    'Importing {bar} {percentage}% | {value}/{total} lines | {duration_formatted}, {eta_formatted} left';
  const shown = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted) shown.start(total, done);
      isStarted = true;
      shown.update(done);
    },
    stop: () => shown.stop(),
  };
}

function plainLines(stream: NodeJS.WriteStream): Progress {
  let nextShare = SHARE;
  return {
    update(done, total) {
      if (total < TEXT_FROM_LINES || done < total * nextShare) return;
      while (done >= total * nextShare) nextShare += SHARE;
      stream.write(`${done} of ${total} lines\n`);
    },
    stop() {},
  };
}
