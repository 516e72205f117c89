const mostBytes = 8 * 1024

/** TensorFlow's notice that its log is not set up yet: true of every start, of use to nobody. */
const idleTalk = /^(WARNING: All log messages before absl|[IW]0000 ).*$/

/** The last lines a process wrote. */
export class OutputTail {
  private kept = Buffer.alloc(0)

  add(chunk: Buffer): void {
    const whole = Buffer.concat([this.kept, chunk])
    this.kept = whole.subarray(Math.max(0, whole.length - mostBytes))
  }

  text(): string {
    return this.kept
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !idleTalk.test(line))
      .join('\n')
  }
}
