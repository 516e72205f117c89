// Preloaded with `node --import`: the time of day jumps by up to two days, at almost every look at it.
const ownNow = Date.now
const OwnDate = Date
let state = Number(process.env.COOLDOWN_CLOCK_SEED ?? 1) >>> 0
const twoDaysMs = 2 * 86_400_000

/** A number from 0 to below 1; any generator would do. */
function next() {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

const jumping = () => ownNow() + Math.round((next() - 0.5) * 2 * twoDaysMs)

globalThis.Date = class extends OwnDate {
  /** @param {any[]} args */
  constructor(...args) {
    // @ts-expect-error: whatever a Date can be made from
    super(...(args.length === 0 ? [jumping()] : args))
  }

  static now() {
    return jumping()
  }
}
