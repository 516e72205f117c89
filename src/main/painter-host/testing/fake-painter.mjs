// Stands in for the drawing program: the title says what it does.
import { deserialize } from 'node:v8'

process.on('disconnect', () => process.exit())
process.on('message', ({ id, packed }) => {
  const request = deserialize(Buffer.from(packed, 'base64'))
  switch (request.title) {
    case 'exit':
      process.stderr.write('what went wrong')
      return process.exit(7)
    case 'kill':
      return process.kill(process.pid, 'SIGKILL')
    case 'fault':
      return process.send({ id, fault: 'no such colour' })
    case 'refusal':
      return process.send({ id, refusal: 'schedule.rate: must be at least 0' })
    case 'junk':
      process.send('hello')
      process.send({ id: id + 100, picture: 'AA==' })
  }
  process.send({ id, picture: Buffer.from(`${process.pid} ${request.title}`).toString('base64') })
})
