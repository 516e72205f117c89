// A trainer that misbehaves as the environment variable STUB says. It ends with its parent.
process.on('disconnect', () => process.exit())

const say = (message) => process.send(message)
const progress = (step) => ({ kind: 'progress', step, loss: 1, learningRate: 0.1 })
const completed = {
  kind: 'completed',
  early: null,
  final: { weightsSha256: 'ab', confusion: [1, 0, 0, 1] },
}
const stayAlive = () => setInterval(() => undefined, 1_000)
const beat = () => setInterval(() => say({ kind: 'heartbeat' }), 20)

const behaviours = {
  crash() {
    say(progress(1))
    process.stderr.write('out of luck\n', () => process.exit(7))
  },
  abort: () => process.abort(),
  silence: stayAlive,
  /** As a debugger or a full swap would leave it. */
  freeze: () => process.kill(process.pid, 'SIGSTOP'),
  malformed() {
    say({ kind: 'progress', step: 'one' })
    say(progress(2))
    stayAlive()
  },
  burst() {
    for (let step = 1; step <= 500; step++) say(progress(step))
    process.send(completed, () => process.exit(0))
  },
  'late-words'() {
    say(completed)
    process.send(progress(3), () => process.exit(0))
  },
  lingering() {
    say(completed)
    beat()
  },
  stubborn: beat,
  obedient() {
    beat()
    process.on('message', ({ kind }) => {
      if (kind === 'pause') say({ kind: 'paused' })
      if (kind === 'resume') say({ kind: 'resumed' })
      if (kind === 'stop') process.send({ kind: 'stopped', final: null }, () => process.exit(0))
    })
  },
  environment() {
    process.stderr.write(JSON.stringify(process.env), () => process.exit(0))
  },
  chatty() {
    const lines = Array.from({ length: 2_000 }, (_, line) => `line ${line}`)
    process.stderr.write(`${lines.join('\n')}\n`, () => process.exit(0))
  },
}

process.once('message', (command) => {
  if (command.kind === 'probe') {
    process.send({ kind: 'heartbeat' })
    const answer = { kind: 'probed', engine: 'native', version: '2.21.0', gpus: ['GPU:0'] }
    process.send(answer, () => process.exit(0))
  } else behaviours[process.env.STUB]()
})
