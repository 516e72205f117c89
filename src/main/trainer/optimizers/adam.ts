import type { AdamSpec, ResolvedOptimizer } from '../../../shared/domain/optimizer'
import type { Arithmetic } from './arithmetic'
import type { Family, Given } from './family'

type Adam = Extract<ResolvedOptimizer, { kind: AdamSpec['kind'] }>

const { fround, sqrt } = Math

/** Powers come from `t`, not from a running product: no rounding error adds up. */
const power = (base: number, t: number) => fround(fround(base) ** t)

/** m <- m + (g - m)(1 - beta1); v <- v + (g^2 - v)(1 - beta2) */
function moments<T>(
  math: Arithmetic<T>,
  { gradient, slot, scalar }: Given<T> & { readonly gradient: T },
  share2: number,
) {
  const towards = (old: T, value: T, share: T) =>
    math.add(old, math.mul(math.sub(value, old), share))
  return {
    m: towards(slot('m'), gradient, scalar('1 - beta1')),
    v: towards(slot('v'), math.square(gradient), math.constant(share2)),
  }
}

/**
 * Moments as above; for AMSGrad vhat <- max(vhat, v) in v's place;
 * w <- w - m alpha / (sqrt(v) + epsilon) with alpha = rate sqrt(1 - beta2^t) / (1 - beta1^t).
 * As Keras does it, 1 - beta is taken in float64, all else in float32.
 */
export function adam({ beta2, epsilon, amsgrad }: Adam): Family {
  return {
    slots: { m: 0, v: 0, ...(amsgrad && { vhat: 0 }) },
    hasMomentum: true,
    scalars: ['1 - beta1', 'sqrt(1 - beta2^t)', '1 - beta1^t'],
    carried: {},
    next: ({ t, momentum }) => ({
      scalars: {
        '1 - beta1': 1 - momentum,
        'sqrt(1 - beta2^t)': sqrt(fround(1 - power(beta2, t))),
        '1 - beta1^t': 1 - power(momentum, t),
      },
      carried: {},
    }),
    update: (math, given) => {
      const { weight, slot, scalar } = given
      const alpha = math.div(
        math.mul(scalar('rate'), scalar('sqrt(1 - beta2^t)')),
        scalar('1 - beta1^t'),
      )
      const { m, v } = moments(math, given, 1 - beta2)
      const largest = amsgrad ? math.maximum(slot('vhat'), v) : v
      const scale = math.add(math.sqrt(largest), math.constant(epsilon))
      const change = math.div(math.mul(m, alpha), scale)
      return {
        weight: math.sub(weight, change),
        slots: { m, v, ...(amsgrad && { vhat: largest }) },
      }
    },
  }
}

/**
 * Moments as above; u(t) = beta1 (1 - 0.96^t / 2), U(t) the product of u(1) to u(t);
 * mhat = u(t+1) m / (1 - U(t+1)) + (1 - u(t)) g / (1 - U(t));
 * w <- w - mhat rate / (sqrt(v / (1 - beta2^t)) + epsilon). All in float32, as Keras does it.
 */
export function nadam({ beta2, epsilon }: Adam): Family {
  const share2 = fround(1 - fround(beta2))
  return {
    slots: { m: 0, v: 0 },
    hasMomentum: true,
    scalars: ['1 - beta1', 'u(t+1)', '1 - U(t+1)', '1 - u(t)', '1 - U(t)', '1 - beta2^t'],
    carried: { product: 1 },
    next: ({ t, momentum, carried }) => {
      const beta1 = fround(momentum)
      const damping = (at: number) => fround(1 - fround(0.5 * power(0.96, at)))
      const product = fround(fround(carried('product') * beta1) * damping(t))
      const ahead = fround(beta1 * damping(t + 1))
      const scalars = {
        '1 - beta1': 1 - beta1,
        'u(t+1)': ahead,
        '1 - U(t+1)': 1 - fround(product * ahead),
        '1 - u(t)': 1 - fround(beta1 * damping(t)),
        '1 - U(t)': 1 - product,
        '1 - beta2^t': 1 - power(beta2, t),
      }
      return { scalars, carried: { product } }
    },
    update: (math, given) => {
      const { weight, gradient, scalar } = given
      const { m, v } = moments(math, given, share2)
      const mhat = math.add(
        math.div(math.mul(scalar('u(t+1)'), m), scalar('1 - U(t+1)')),
        math.div(math.mul(scalar('1 - u(t)'), gradient), scalar('1 - U(t)')),
      )
      const root = math.sqrt(math.div(v, scalar('1 - beta2^t')))
      const scale = math.add(root, math.constant(epsilon))
      const change = math.div(math.mul(mhat, scalar('rate')), scale)
      return { weight: math.sub(weight, change), slots: { m, v } }
    },
  }
}
