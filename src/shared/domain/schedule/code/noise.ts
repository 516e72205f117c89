import { define, number } from './python'
import type { Pen } from './body'

/** What draws the random numbers: PyTorch itself, or NumPy in the way PyTorch does it. */
export type NoiseSource = 'torch' | 'numpy'

type NoisePen = Pen<'noise'>

function drawWithTorch(pen: NoisePen): readonly string[] {
  const { distribution } = pen.node.values
  const generator = `generator = torch.Generator().manual_seed(${pen.of('seed')} + t)`
  if (distribution === 'uniform') {
    const drawn = 'torch.rand(1, generator=generator).item()'
    return [generator, `return 2 * (${drawn} - 0.5) * ${pen.of('limit')}`]
  }
  return [
    generator,
    'while True:',
    `    share = torch.randn(1, generator=generator).item() * ${pen.of('deviation')}`,
    `    if abs(share) < ${pen.of('limit')}:`,
    '        return share',
  ]
}

/** The same Mersenne twister: 24 bits for a float32, 53 of 64 for the two of a normal pair. */
function drawWithNumpy(pen: NoisePen): readonly string[] {
  const generator = `generator = np.random.RandomState((${pen.of('seed')} + t) % 2**32)`
  if (pen.node.values.distribution === 'uniform') {
    return [
      generator,
      'word = int.from_bytes(generator.bytes(4), "little")',
      `return 2 * (word % 2**24 / 2**24 - 0.5) * ${pen.of('limit')}`,
    ]
  }
  return [
    generator,
    'while True:',
    '    a, b, c, d = np.frombuffer(generator.bytes(16), "<u4").tolist()',
    '    first = ((a % 2**21) * 2**32 + b) / 2**53',
    '    second = ((c % 2**21) * 2**32 + d) / 2**53',
    '    radius = math.sqrt(-2 * math.log1p(-second))',
    '    for wave in (math.cos, math.sin):',
    '        drawn = np.float32(radius * wave(2 * math.pi * first))',
    `        share = float(drawn) * ${pen.of('deviation')}`,
    `        if abs(share) < ${pen.of('limit')}:`,
    '            return share',
  ]
}

/** Adds the function that draws a unit's random share; returns its name. */
export function writeDraw(pen: NoisePen, source: NoiseSource): string {
  const name = `draw_${pen.node.name}`
  const doc = 'The random share of one unit; the same whenever it is asked for.'
  const body = source === 'torch' ? drawWithTorch(pen) : drawWithNumpy(pen)
  return pen.script.define(name, define(`${name}(t)`, doc, body))
}

/** The share of every unit, drawn once; returns the name of the list. */
export function writeDrawn(pen: NoisePen): string {
  const draw = writeDraw(pen, 'numpy')
  const name = `${pen.node.name.toUpperCase()}_SHARES`
  const shares = `[${draw}(t) for t in range(${number(pen.node.usedUnits + 1)})]`
  return pen.script.define(name, [`${name} = ${pen.dialect.array(shares)}`])
}
